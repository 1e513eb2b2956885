import { type LookAheadOptions, lookAhead, type Shop } from '../forecast/look-ahead.js';
import { daysOf } from '../forecast/months.js';
import type { Interval } from '../statistics/bootstrap.js';

/** What customers will spend over a window without a campaign. */
export interface ExpectedSpending {
  /** Float64Array (nCustomers) */
  readonly money: Float64Array;
  /** Range of a segment's money per customer. */
  readonly rangeOf: (segmentId: number) => Interval;
}

const daysPerMonth = 365.25 / 12;

/**
 * The forecast of so many days: that of the nearest number of months, as much of it as the days are. Null where nothing
 * can be forecast.
 */
export function expectedSpending(
  shop: Shop,
  days: number,
  { interval }: Pick<LookAheadOptions, 'interval'>,
): ExpectedSpending | null {
  const months = Math.max(1, Math.round(days / daysPerMonth));
  const { horizons } = lookAhead(shop, { horizonMonths: [months], interval });
  const [horizon] = horizons;
  if (!horizon) return null;
  const share = days / daysOf(months);
  return {
    money: horizon.customers.money.map((money) => money * share),
    rangeOf: (segmentId) => {
      const { customers, low, high } = horizon.groups.find((group) => group.segmentId === segmentId)!;
      const each = share / Math.max(1, customers);
      return { low: low * each, high: high * each };
    },
  };
}
