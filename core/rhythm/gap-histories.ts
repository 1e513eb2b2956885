import { groupHistories } from '../clv/buying-histories.js';
import type { GapHistories } from '../clv/fit-mbg-cnbd.js';
import { type KnownCustomers, knownAt, type OrderDays } from '../forecast/order-days.js';

/** What is known at the end of a day of when customers ordered. */
export interface KnownGaps extends KnownCustomers {
  /** Float64Array (n): sum of the natural logarithms of each one's gaps in days; 0 without one. */
  readonly logGaps: Float64Array;
}

export function gapsAt(orders: OrderDays, day: number): KnownGaps {
  const known = knownAt(orders, day);
  const logGaps = known.customers.reduce((sums, customer, i) => {
    const start = orders.starts[customer]!;
    for (let at = 1; at <= known.x[i]!; at++)
      sums[i]! += Math.log(orders.days[start + at]! - orders.days[start + at - 1]!);
    return sums;
  }, new Float64Array(known.customers.length));
  return { ...known, logGaps };
}

/** As the models of gaps take them. */
export const gapHistoriesOf = ({ x, tx, T, logGaps }: KnownGaps): GapHistories => ({
  ...groupHistories(x, tx, T),
  logGaps: logGaps.reduce((sum, one) => sum + one, 0),
});

/** The last two gaps of everybody who has two. */
export function* lastTwoGaps({ starts, days }: OrderDays, { customers, x }: KnownGaps) {
  for (let i = 0; i < customers.length; i++) {
    if (x[i]! < 2) continue;
    const last = starts[customers[i]!]! + x[i]!;
    yield [days[last - 1]! - days[last - 2]!, days[last]! - days[last - 1]!] as const;
  }
}
