import { meetsRule } from '../membership/rule.js';
import { columnsOf, drawRule, type Rhythm } from '../promise/draw-rule.js';
import { type OrderHistory, type Standing, standingAt } from '../promise/order-history.js';
import { sizeOf } from '../promise/past-elections.js';
import { doorOf, shortestTenureDays } from './door.js';

/** What became of the doors of the past. */
export interface PastDoors {
  /** Orders that came of customers who had not stopped, in orders that they used to place in as many days. */
  readonly pace: number;
  /** Customers who were near, and those of them who got in by the rule of that day; null where nobody was. */
  readonly near: { readonly customers: number; readonly entered: number } | null;
}

interface DoorOptions {
  readonly doorDays: number;
  /** Share of the customers that a rule lets in, 0..1. */
  readonly share: number;
  readonly rhythm: Rhythm;
}

/**
 * Draws the rule as of so many days ago as are given to come in, and looks at what became of those who were near.
 * Undefined where the orders begin less than as many days before.
 * @param day the last day that is known: days since 1970-01-01
 */
export function pastDoors(
  history: OrderHistory,
  day: number,
  { doorDays, share, rhythm }: DoorOptions,
): PastDoors | undefined {
  const origin = day - doorDays;
  const then = standingAt(history, origin);
  const now = standingAt(history, day);
  const rule = drawRule(then, rhythm, sizeOf(then.customers.length, share));
  const tenure = tenureAt(history, then);
  if (!rule || !tenure.some((days) => days >= doorDays)) return undefined;
  // Whoever was known then is known now, in the same order.
  const rowNow = new Map(Array.from(now.customers, (customer, row) => [customer, row]));
  const [before, after] = [columnsOf(then), columnsOf(now)];
  const rows = Array.from(then.customers, (customer) => rowNow.get(customer)!);
  const coming = Array.from(then.customers.keys()).filter(
    (i) => then.orders[i]! > 1 && then.recencyDays[i]! <= doorDays,
  );
  const sum = (of: (i: number) => number) => coming.reduce((total, i) => total + of(i), 0);
  const used = sum((i) => (then.orders[i]! * doorDays) / Math.max(shortestTenureDays, tenure[i]!));
  const came = sum((i) => now.orders[rows[i]!]! - then.orders[i]!);
  const pace = used > 0 ? Math.min(1, came / used) : 1;
  const rules = { enter: rule.enter, keep: rule.stay, asOf: '1970-01-01', doorDays, tellsLeaving: false };
  const columns = { ...before, tenure_days: tenure };
  const near = Array.from(then.customers.keys()).filter(
    (i) =>
      !meetsRule(rule.enter, before, i) && doorOf({ ...rules, pace }, columns, false, i).standing === 'near',
  );
  const entered = near.filter((i) => meetsRule(rule.enter, after, rows[i]!)).length;
  return { pace, near: near.length === 0 ? null : { customers: near.length, entered } };
}

/** Float64Array (n): days since the first order. */
const tenureAt = ({ starts, days }: OrderHistory, { customers, day }: Standing): Float64Array =>
  Float64Array.from(customers, (customer) => day - days[starts[customer]!]!);
