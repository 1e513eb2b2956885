import type { OrderDays } from '../forecast/order-days.js';

/** When customers ordered, for how much, and how many orders were placed on each of those days. */
export interface OrderHistory extends OrderDays {
  /** Int32Array (nEntries): orders of that day, at least 1. */
  readonly orderCounts: Int32Array;
}

/** What the rule asks about, of customers who had ordered by a day. */
export interface Standing {
  /** The last day that is known: days since 1970-01-01. */
  readonly day: number;
  /** Int32Array (n): which customer each row is, rising. */
  readonly customers: Int32Array;
  /** Float64Array (n): money of all their orders. */
  readonly revenue: Float64Array;
  /** Float64Array (n): how many they placed. */
  readonly orders: Float64Array;
  /** Float64Array (n): days since the last one. */
  readonly recencyDays: Float64Array;
}

/** Where customers stood at the end of a day; those who had not ordered yet are left out. */
export function standingAt(history: OrderHistory, day: number): Standing {
  const { nCustomers, starts, days, values, orderCounts } = history;
  const customers: number[] = [];
  const [revenue, orders, recencyDays]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < nCustomers; i++) {
    const start = starts[i]!;
    let [at, money, count] = [start, 0, 0];
    for (; at < starts[i + 1]! && days[at]! <= day; at++) {
      money += values[at]!;
      count += orderCounts[at]!;
    }
    if (at === start) continue;
    customers.push(i);
    revenue.push(money);
    orders.push(count);
    recencyDays.push(day - days[at - 1]!);
  }
  return {
    day,
    customers: Int32Array.from(customers),
    revenue: Float64Array.from(revenue),
    orders: Float64Array.from(orders),
    recencyDays: Float64Array.from(recencyDays),
  };
}

/** Float64Array (n): what these customers spent after one day and until another. */
export function spentWithin(
  { starts, days, values }: OrderDays,
  customers: Int32Array,
  after: number,
  until: number,
): Float64Array {
  const money = new Float64Array(customers.length);
  customers.forEach((customer, i) => {
    for (let at = starts[customer + 1]! - 1; at >= starts[customer]! && days[at]! > after; at--) {
      if (days[at]! <= until) money[i]! += values[at]!;
    }
  });
  return money;
}

/**
 * The shop's rhythm at the end of a day: the middle one of its returning customers' own mean gaps between days with an
 * order, in days, at least 1; undefined where nobody has come back.
 */
export function usualGap({ nCustomers, starts, days }: OrderDays, day: number): number | undefined {
  const gaps: number[] = [];
  for (let i = 0; i < nCustomers; i++) {
    const start = starts[i]!;
    let end = start;
    while (end < starts[i + 1]! && days[end]! <= day) end++;
    if (end - start > 1) gaps.push((days[end - 1]! - days[start]!) / (end - start - 1));
  }
  if (gaps.length === 0) return undefined;
  const sorted = Float64Array.from(gaps).sort();
  return Math.max(1, sorted[sorted.length >> 1]!);
}

/** Whether a customer is one of at most so many, taken at even distances. */
export const isOneOfSome = (i: number, nCustomers: number, most: number): boolean =>
  nCustomers <= most || Math.floor((i * most) / nCustomers) !== Math.floor(((i - 1) * most) / nCustomers);

/** The history of at most so many customers, taken at even distances: where there are no more, the same. */
export function someOf(history: OrderHistory, most: number): OrderHistory {
  const { nCustomers, starts, days, values, orderCounts } = history;
  if (nCustomers <= most) return history;
  const rows = Array.from({ length: nCustomers }, (_, i) => i).filter((i) =>
    isOneOfSome(i, nCustomers, most),
  );
  const taken = new Int32Array(rows.length + 1);
  rows.forEach((i, at) => {
    taken[at + 1] = taken[at]! + starts[i + 1]! - starts[i]!;
  });
  const n = taken[rows.length]!;
  const some = {
    nCustomers: rows.length,
    starts: taken,
    days: new Int32Array(n),
    values: new Float64Array(n),
    orderCounts: new Int32Array(n),
  };
  rows.forEach((i, at) => {
    some.days.set(days.subarray(starts[i], starts[i + 1]), taken[at]);
    some.values.set(values.subarray(starts[i], starts[i + 1]), taken[at]);
    some.orderCounts.set(orderCounts.subarray(starts[i], starts[i + 1]), taken[at]);
  });
  return some;
}
