import type { Random } from '../random/random.js';
import { openShop } from './open-shop.js';
import { createShopCalendar } from './shop-calendar.js';
import { drawFirstVisit, drawShopper } from './shopper.js';
import { csvHeader, writeCsv } from './write-csv.js';

export interface SampleShopOptions {
  readonly random: Random;
  /** Customers with an id, each of whom buys at least once. */
  readonly customers?: number;
  /** Length of the period, up to and including the last day. */
  readonly months?: number;
  /** ISO date. */
  readonly lastDay?: string;
}

const firstCustomerId = 10_001;
const firstInvoiceNumber = 400_001;

/**
 * The order file of a made-up gift shop as CSV text, the header first, then a day per chunk, in order of
 * time. Seasons, drop-out, trade customers, returns, anonymous orders and dirt are those of `habits`.
 * Memory grows with the customers, not with the lines. The same `random` gives the same text.
 *
 * @throws RangeError for fewer than one customer or month, or a last day that is no ISO date
 */
export function* sampleShop({
  random,
  customers = 2000,
  months = 18,
  lastDay = '2025-12-31',
}: SampleShopOptions): Generator<string> {
  checkCount('customers', customers);
  checkCount('months', months);
  const calendar = createShopCalendar(lastDay, months);
  yield csvHeader;

  const shop = openShop(random, calendar);
  for (let i = 0; i < customers; i++) {
    shop.expect(drawFirstVisit(random, drawShopper(random, `${firstCustomerId + i}`), calendar.days));
  }
  let number = firstInvoiceNumber;
  for (let day = 0; day < calendar.days; day++) {
    let text = '';
    for (const invoice of shop.trade(day)) {
      text += writeCsv(random, invoice, number++, calendar.format(invoice.minute));
    }
    if (text) yield text;
  }
}

function checkCount(name: string, count: number) {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${name} must be an integer of at least 1; got ${count}`);
  }
}
