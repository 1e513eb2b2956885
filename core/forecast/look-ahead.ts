import { type BackTest, backTest } from './back-test.js';
import { type FittedModelRow, fittedModels } from './fitted-models.js';
import { forecastHorizons, type GroupForecast, type HorizonForecast } from './forecast-groups.js';
import { type Outlook, outlookAt } from './forecast-orders.js';
import { forecastMonths, type GroupMonth, monthsBefore } from './group-months.js';
import { knownAt, type OrderDays } from './order-days.js';
import { type Ordering, orderingOf } from './ordering.js';
import { type ReliabilityRow, reliabilityOf } from './reliability.js';
import { whyNoForecast, whyNoOutlook } from './why-not.js';

/** Today's customers and what is asked about them. */
export interface Shop {
  readonly orders: OrderDays;
  /** First and last day that counts, days since 1970-01-01. */
  readonly from: number;
  readonly day: number;
  /** Int32Array (nCustomers): segments from 1 to nSegments, 0 for none. */
  readonly segmentIds: Int32Array;
  readonly nSegments: number;
  /** The segment that the Insiders are. */
  readonly insidersId: number;
  /** Share of the customers that the Insiders are, 0..1. */
  readonly bestShare: number;
}

export interface LookAheadOptions {
  readonly horizonMonths: readonly number[];
  /** Share of outcomes that intervals are to hold, 0..1. */
  readonly interval: number;
}

/** A horizon that cannot be forecast. */
export interface RefusedHorizon {
  readonly months: number;
  readonly reason: string;
}

export interface Ahead {
  /** Null where nothing can be said of the future. */
  readonly outlook: Outlook | null;
  readonly models: readonly FittedModelRow[];
  /** Shortest first. */
  readonly horizons: readonly HorizonForecast[];
  /** Of each horizon: how likely each customer is to order in it. */
  readonly ordering: readonly Ordering[];
  readonly groups: readonly GroupForecast[];
  readonly months: readonly GroupMonth[];
  /** Of all horizons. */
  readonly tests: readonly BackTest[];
  readonly reliability: readonly ReliabilityRow[];
  readonly refused: readonly RefusedHorizon[];
}

/** Everything that can be said of what today's customers will bring; where that is nothing, the past is still there. */
export function lookAhead(shop: Shop, { horizonMonths, interval }: LookAheadOptions): Ahead {
  const { orders, from, day, bestShare } = shop;
  const wanted = [...horizonMonths].sort((a, b) => a - b);
  const whyNothing = whyNoOutlook(orders, day);
  const reasons = wanted.map((months) => whyNothing ?? whyNoForecast(orders, from, day, months));
  const refused = wanted.flatMap((months, i) => (reasons[i] ? [{ months, reason: reasons[i] }] : []));
  const possible = wanted.filter((_, i) => !reasons[i]);
  const before = monthsBefore(orders, from, knownAt(orders, day), shop);
  if (possible.length === 0) {
    const nothing = { models: [], horizons: [], ordering: [], groups: [], tests: [], reliability: [] };
    return { outlook: null, ...nothing, months: before, refused };
  }
  const outlook = outlookAt(orders, from, day, { crossCheck: true });
  const tests = backTest(orders, from, day, { horizonMonths: possible, bestShare, level: interval });
  const horizons = forecastHorizons(outlook, shop, possible, tests, interval);
  return {
    outlook,
    models: fittedModels(outlook, horizons.at(-1)!.customers.model.name),
    horizons,
    ordering: horizons.map(({ months, customers }) => orderingOf(outlook, customers, months)),
    groups: horizons.flatMap(({ groups }) => groups),
    months: [...before, ...forecastMonths(outlook, shop, horizons, interval)],
    tests,
    reliability: reliabilityOf(orders, from, tests),
    refused,
  };
}
