import type { OrderDays } from './order-days.js';

/** What a whole shop took day by day, as sums from the first day on, so that any stretch is one difference. */
export interface ShopDays {
  /** First day of the data, days since 1970-01-01. */
  readonly from: number;
  /** Float64Array (nDays + 1): money until the end of each day, 0 before the first; likewise the others. */
  readonly money: Float64Array;
  /** Days with an order, summed over customers. */
  readonly orders: Float64Array;
  /** Of them the first of each customer. */
  readonly firstOrders: Float64Array;
}

/** The days from the first of the data to the last that counts. */
export function shopDays(
  { nCustomers, starts, days, values }: OrderDays,
  from: number,
  day: number,
): ShopDays {
  const [money, orders, firstOrders] = Array.from({ length: 3 }, () => new Float64Array(day - from + 2)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let customer = 0; customer < nCustomers; customer++) {
    for (let at = starts[customer]!; at < starts[customer + 1]!; at++) {
      const place = days[at]! - from + 1;
      if (place < 1 || place >= money.length) continue;
      money[place]! += values[at]!;
      orders[place]!++;
      if (at === starts[customer]) firstOrders[place]!++;
    }
  }
  for (const sums of [money, orders, firstOrders]) {
    for (let place = 1; place < sums.length; place++) sums[place]! += sums[place - 1]!;
  }
  return { from, money, orders, firstOrders };
}

/** The sum of the days after one and until another, both within the data or the day before them. */
export const sumWithin = (sums: Float64Array, from: number, after: number, until: number): number =>
  sums[until - from + 1]! - sums[after - from + 1]!;
