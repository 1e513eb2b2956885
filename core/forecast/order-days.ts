import { type BuyingHistories, groupHistories } from '../clv/buying-histories.js';

/**
 * When customers ordered and for how much: one entry per customer and day with an order. Days are numbered from
 * 1970-01-01, which is 0.
 */
export interface OrderDays {
  readonly nCustomers: number;
  /** Int32Array (nCustomers + 1): customer i has the entries from starts[i] to before starts[i + 1]. */
  readonly starts: Int32Array;
  /** Int32Array (nEntries), rising within a customer. */
  readonly days: Int32Array;
  /** Float64Array (nEntries): money of that day. */
  readonly values: Float64Array;
}

/** What is known of each customer at the end of a day; rows of customers who had not ordered yet are left out. */
export interface KnownCustomers {
  /** The last day that is known. */
  readonly day: number;
  /** Int32Array (n): which customer each row is, rising. */
  readonly customers: Int32Array;
  /** Float64Array (n): repeat orders, from the first order to the last and to `day`, in days. See `BuyingHistories`. */
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  /** Float64Array (n): money of all orders. */
  readonly spent: Float64Array;
}

/** @param entries sorted by customer, then by day: which customer, which day, how much money */
export function orderDays(
  nCustomers: number,
  entries: { readonly customer: Float64Array; readonly day: Float64Array; readonly value: Float64Array },
): OrderDays {
  const starts = new Int32Array(nCustomers + 1);
  for (const customer of entries.customer) starts[customer + 1]!++;
  for (let i = 0; i < nCustomers; i++) starts[i + 1]! += starts[i]!;
  return { nCustomers, starts, days: Int32Array.from(entries.day), values: entries.value };
}

/** What was known of the customers at the end of a day. */
export function knownAt({ nCustomers, starts, days, values }: OrderDays, day: number): KnownCustomers {
  const customers = [];
  const [x, tx, T, spent]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let i = 0; i < nCustomers; i++) {
    const start = starts[i]!;
    let end = start;
    let money = 0;
    while (end < starts[i + 1]! && days[end]! <= day) money += values[end++]!;
    if (end === start) continue;
    customers.push(i);
    x.push(end - start - 1);
    tx.push(days[end - 1]! - days[start]!);
    T.push(day - days[start]!);
    spent.push(money);
  }
  return {
    day,
    customers: Int32Array.from(customers),
    x: Float64Array.from(x),
    tx: Float64Array.from(tx),
    T: Float64Array.from(T),
    spent: Float64Array.from(spent),
  };
}

/** The histories of the customers, equal ones together. */
export const historiesOf = ({ x, tx, T }: KnownCustomers): BuyingHistories => groupHistories(x, tx, T);

/** What customers did within a stretch of days. */
export interface Bought {
  /** Float64Array (n) */
  readonly orders: Float64Array;
  /** Float64Array (n) */
  readonly money: Float64Array;
}

/**
 * What these customers ordered after one day and until another.
 * @param customers Int32Array (n)
 */
export function boughtWithin(
  { starts, days, values }: OrderDays,
  customers: Int32Array,
  after: number,
  until: number,
): Bought {
  const orders = new Float64Array(customers.length);
  const money = new Float64Array(customers.length);
  customers.forEach((customer, i) => {
    for (let at = starts[customer]!; at < starts[customer + 1]!; at++) {
      if (days[at]! <= after || days[at]! > until) continue;
      orders[i]!++;
      money[i]! += values[at]!;
    }
  });
  return { orders, money };
}

/** The first day with an order. */
export const firstDay = ({ days }: OrderDays) =>
  days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);

/** Every second, third ... customer, so that no more than so many are left; all where there are no more. */
export function thinned(orders: OrderDays, most: number): OrderDays {
  const every = Math.ceil(orders.nCustomers / most);
  if (every <= 1) return orders;
  const kept = Array.from({ length: Math.ceil(orders.nCustomers / every) }, (_, i) => i * every);
  const rows = kept.flatMap((customer, i) =>
    Array.from(
      { length: orders.starts[customer + 1]! - orders.starts[customer]! },
      (_, at) => [i, orders.starts[customer]! + at] as const,
    ),
  );
  return orderDays(kept.length, {
    customer: Float64Array.from(rows, ([i]) => i),
    day: Float64Array.from(rows, ([, at]) => orders.days[at]!),
    value: Float64Array.from(rows, ([, at]) => orders.values[at]!),
  });
}
