import type { Random } from '../random/random.js';
import type { Catalogue } from './catalogue.js';
import type { Invoice } from './invoice.js';
import type { Shopper } from './shopper.js';

/** An order of thousands of pieces that somebody typed in by mistake, and its cancellation minutes later. */
export function drawMistake(
  random: Random,
  shopper: Shopper,
  minute: number,
  catalogue: Catalogue,
): Invoice[] {
  const product = catalogue.draw(random);
  const quantity = 2_000 + Math.floor(random() * 10_000);
  const cancelledAt = minute + 3 + Math.floor(random() * 15);
  return [
    { minute, shopper, lines: [{ product, quantity }], isCancellation: false },
    { minute: cancelledAt, shopper, lines: [{ product, quantity: -quantity }], isCancellation: true },
  ];
}
