import { drawExponential } from '../random/draw-exponential.js';
import type { Random } from '../random/random.js';
import { habits } from './habits.js';
import type { InvoiceLine } from './invoice.js';

/** What comes back of an order, some or all pieces of some lines, and after how many days of shop time. */
export function drawReturn(random: Random, bought: readonly InvoiceLine[]) {
  const { soonestDays, meanDays } = habits.returning;
  const days = soonestDays + drawExponential(random, 1 / (meanDays - soonestDays));
  const nLines = Math.min(bought.length, 1 + Math.floor(random() * 3));
  const from = Math.floor(random() * (bought.length - nLines + 1));
  const lines = bought.slice(from, from + nLines).map(({ product, quantity }) => ({
    product,
    quantity: -(1 + Math.floor(random() * quantity)),
  }));
  return { days, lines };
}
