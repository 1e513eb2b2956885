import type { Interval } from '../statistics/bootstrap.js';
import { type LookAheadOptions, lookAhead, type Shop } from './look-ahead.js';
import { daysOf } from './months.js';

/** What customers will order and spend in so many days, on the basis of the forecasts. */
export interface ExpectedWithin {
  /** Float64Array (nCustomers): likelihood of still coming x rate x season, and money of that. */
  readonly orders: Float64Array;
  readonly money: Float64Array;
  /** Range of a segment's money per customer. */
  readonly rangeOf: (segmentId: number) => Interval;
}

const daysPerMonth = 365.25 / 12;

/**
 * The forecast of so many days: that of the nearest number of months, as much of it as the days are. Null where nothing
 * can be forecast.
 */
export function expectWithin(
  shop: Shop,
  days: number,
  { interval }: Pick<LookAheadOptions, 'interval'>,
): ExpectedWithin | null {
  const months = Math.max(1, Math.round(days / daysPerMonth));
  const [horizon] = lookAhead(shop, { horizonMonths: [months], interval }).horizons;
  if (!horizon) return null;
  const share = days / daysOf(months);
  const { customers, groups } = horizon;
  return {
    orders: customers.orders.map((orders) => orders * share),
    money: customers.money.map((money) => money * share),
    rangeOf: (segmentId) => {
      const { customers, low, high } = groups.find((group) => group.segmentId === segmentId)!;
      const each = share / Math.max(1, customers);
      return { low: low * each, high: high * each };
    },
  };
}
