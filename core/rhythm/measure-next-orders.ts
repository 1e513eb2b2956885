import type { OrderDays } from '../forecast/order-days.js';
import { gapsAt } from './gap-histories.js';
import { nextOrders } from './next-orders.js';
import { timingModel } from './timing-model.js';

/** How dates that were given in the past have turned out: of those whose interval has ended since. */
export interface MeasuredDates {
  /** The last day that was known then: days since 1970-01-01. */
  readonly day: number;
  /** Dates whose interval ended within the days that were measured. */
  readonly dates: number;
  /** Orders that came before, within and after the interval; the last also where none came at all. */
  readonly early: number;
  readonly within: number;
  readonly late: number;
}

/**
 * Gives dates as of a day in the past, by a model fitted to what was known then, and sees what came.
 * @param horizonDays days that are looked at from there
 * @returns undefined where nobody had ordered twice by then
 */
export function measureNextOrders(
  orders: OrderDays,
  day: number,
  horizonDays: number,
  level: number,
): MeasuredDates | undefined {
  const known = gapsAt(orders, day);
  const model = timingModel(known);
  if (!model) return undefined;
  const { rows, low, high } = nextOrders(known, model, level);
  let [dates, early, within] = [0, 0, 0];
  rows.forEach((row, i) => {
    if (high[i]! > horizonDays) return;
    const customer = known.customers[row]!;
    const at = orders.starts[customer]! + known.x[row]! + 1;
    const came = at < orders.starts[customer + 1]! ? orders.days[at]! - day : Number.POSITIVE_INFINITY;
    dates++;
    // A date is a day: an order of the day on which an interval begins or ends is within it.
    if (came < Math.floor(low[i]!)) early++;
    else if (came <= Math.ceil(high[i]!)) within++;
  });
  return { day, dates, early, within, late: dates - early - within };
}
