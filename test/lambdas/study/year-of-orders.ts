import { addDays } from '../../../core/dates/add-days.js';
import { createRandom } from '../../../core/random/random.js';
import type { OrderLine } from '../clean/order-lake.js';

export interface YearOptions {
  readonly nCustomers: number;
  readonly days: number;
  readonly seed?: number;
  /** Price of a piece; without it each order has its own. */
  readonly price?: number;
}

const firstDay = '2020-01-01';

/**
 * Orders of a shop: every tenth customer, from c0 on, orders every ten days and spends five times as much as the
 * others, who order every sixty days; each begins on a day of their own, and a third of the others leave after two
 * orders.
 */
export function yearOfOrders({ nCustomers, days, seed = 1, price }: YearOptions): OrderLine[] {
  const random = createRandom(seed);
  return Array.from({ length: nCustomers }, (_, i) => {
    const isHeavy = i % 10 === 0;
    const most = !isHeavy && random() < 1 / 3 ? 2 : Number.POSITIVE_INFINITY;
    const lines: OrderLine[] = [];
    for (let day = Math.floor((random() * days) / 2); day < days && lines.length < most; ) {
      lines.push({
        customer_id: `c${i}`,
        invoice_id: `${i}-${lines.length}`,
        ordered_at: `${addDays(firstDay, day)} 10:00:00`,
        quantity: (isHeavy ? 5 : 1) * (1 + Math.floor(4 * random())),
        unit_price: price ?? Math.round(100 * (1 + 2 * random())) / 100,
      });
      day += 1 + Math.floor(2 * (isHeavy ? 10 : 60) * random());
    }
    return lines;
  }).flat();
}

/** The customers of these orders, the heavy ones first: labels of the test's own. */
export function labelled(lines: readonly OrderLine[]): Record<string, string[]> {
  const ids = [...new Set(lines.map((line) => line.customer_id!))];
  const isHeavy = (id: string) => Number(id.slice(1)) % 10 === 0;
  return { Insiders: ids.filter(isHeavy), Others: ids.filter((id) => !isHeavy(id)) };
}

export const moneyOf = (lines: readonly OrderLine[]) =>
  lines.reduce((sum, { quantity, unit_price }) => sum + quantity! * unit_price!, 0);

/** Lines after one day and until another, both ISO dates. */
export const linesWithin = (lines: readonly OrderLine[], after: string, until: string) =>
  lines.filter(({ ordered_at }) => ordered_at!.slice(0, 10) > after && ordered_at!.slice(0, 10) <= until);

export const lastDay = (lines: readonly OrderLine[]) =>
  lines.reduce((last, { ordered_at }) => (ordered_at! > last ? ordered_at! : last), '').slice(0, 10);
