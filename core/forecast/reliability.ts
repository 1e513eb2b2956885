import type { BackTest } from './back-test.js';
import { forecastSteadily, outlookAt } from './forecast-orders.js';
import { daysOf } from './months.js';
import { boughtWithin, type OrderDays } from './order-days.js';
import { offeredOrders, orderingOf } from './ordering.js';

/** Customers for whom a past forecast said much the same, and what came of it. */
export interface ReliabilityRow {
  readonly months: number;
  /** ISO date: the last day that was known. */
  readonly madeOn: string;
  readonly position: number;
  readonly title: string;
  readonly customers: number;
  /** Share of them that was to order within the months, and that did, 0..1. */
  readonly expectedShare: number;
  readonly cameShare: number;
  /** Orders per customer that were to be expected, and that came. */
  readonly expectedOrders: number;
  readonly cameOrders: number;
}

/** Ends of the classes of probability, rising; each begins where the one before ends. */
const ends = [0.1, 0.2, 0.4, 0.6, 0.8, 1];
const longSilentDays = 180;
const percents = (share: number) => Math.round(100 * share);

/**
 * Whether as many came as was said, by what was said of them: the latest forecast over the fewest months that has come to
 * its end. None where there is no such forecast.
 */
export function reliabilityOf(orders: OrderDays, from: number, tests: readonly BackTest[]): ReliabilityRow[] {
  const latest = tests.find(({ group }) => group === 'all');
  if (!latest) return [];
  const { months, origin, madeOn, forecast } = latest;
  const outlook = outlookAt(orders, from, origin);
  const { known } = outlook;
  const steady = forecastSteadily(outlook, months);
  const total = steady.factor * steady.money.reduce((sum, money) => sum + money, 0);
  // Of a sample of the customers the forecast is less than that of all: only how it was mixed counts.
  const sampled = latest.candidates.model! * steady.factor;
  const expected = offeredOrders(steady, sampled > 0 && total > 0 ? forecast / sampled : 1);
  const { within } = orderingOf(outlook, { model: steady.model, orders: expected }, months);
  const came = boughtWithin(orders, known.customers, origin, origin + daysOf(months)).orders;
  const rowsOf = (title: string, isIn: (i: number) => boolean): Omit<ReliabilityRow, 'position'>[] => {
    const members = Int32Array.from(known.customers.keys()).filter(isIn);
    const mean = (of: (i: number) => number) => members.reduce((sum, i) => sum + of(i), 0) / members.length;
    if (members.length === 0) return [];
    const row = {
      ...{ months, madeOn, title, customers: members.length },
      expectedShare: mean((i) => within[i]!),
      cameShare: mean((i) => Number(came[i]! > 0)),
      expectedOrders: mean((i) => expected[i]!),
      cameOrders: mean((i) => came[i]!),
    };
    return [row];
  };
  const byProbability = ends.flatMap((end, at) => {
    const start = ends[at - 1] ?? 0;
    return rowsOf(
      `${percents(start)} to ${percents(end)} % likely to order`,
      (i) => within[i]! >= start && (within[i]! < end || end === 1),
    );
  });
  const silent = rowsOf(
    `One order, ${longSilentDays} days ago or longer`,
    (i) => known.x[i] === 0 && known.T[i]! >= longSilentDays,
  );
  return [...byProbability, ...silent].map((row, i) => ({ ...row, position: i + 1 }));
}
