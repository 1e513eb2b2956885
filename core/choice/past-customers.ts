import { firstDay } from '../forecast/order-days.js';
import { horizonOf } from '../promise/horizon.js';
import { type OrderHistory, spentWithin, standingAt, usualGap } from '../promise/order-history.js';
import type { FeatureColumns } from '../segments/profile-segments.js';

/** Customers as they were on a day of the past, and what each spent afterwards. */
export interface PastCustomers {
  /** What the history alone gives, each Float64Array (n). */
  readonly columns: FeatureColumns;
  /** Float64Array (n) */
  readonly spentAfter: Float64Array;
}

/**
 * The customers as of so long ago as is looked ahead, and what they spent since; undefined where nobody had come back
 * by then, or spent since.
 * @param day the last day that is known: days since 1970-01-01
 */
export function pastCustomers(
  history: OrderHistory,
  day: number,
  horizonMonths: readonly number[],
): PastCustomers | undefined {
  const gapDays = usualGap(history, day);
  if (gapDays === undefined) return undefined;
  const origin = day - horizonOf(day - firstDay(history) + 1, gapDays, horizonMonths);
  const { customers, revenue, orders, recencyDays } = standingAt(history, origin);
  const spentAfter = spentWithin(history, customers, origin, day);
  if (!spentAfter.some((money) => money > 0)) return undefined;
  const columns = {
    ...{ gross_revenue: revenue, invoices: orders, recency_days: recencyDays },
    avg_order_value: revenue.map((money, i) => money / orders[i]!),
  };
  return { columns, spentAfter };
}
