import { createRandom } from '../random.js';
import { type BackTest, backTest } from './back-test.js';
import { type FittedModelRow, fittedModels } from './fitted-models.js';
import {
  drawGroups,
  forecastGroups,
  forecastMonths,
  type GroupForecast,
  type GroupMonth,
  type GroupOutlook,
  monthsBefore,
} from './forecast-groups.js';
import { type CustomerForecast, forecastCustomers, type Outlook, outlookAt } from './forecast-orders.js';
import { knownAt, type OrderDays } from './order-days.js';
import type { Season } from './season.js';
import { trackRecord } from './track-record.js';
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
  readonly seed: number;
}

/** A horizon that cannot be forecast. */
export interface RefusedHorizon {
  readonly months: number;
  readonly reason: string;
}

export interface Ahead {
  /** Null where nothing can be said of the future. */
  readonly season: Season | null;
  readonly models: readonly FittedModelRow[];
  /** Shortest horizon first. */
  readonly customers: readonly { readonly months: number; readonly forecast: CustomerForecast }[];
  readonly groups: readonly GroupForecast[];
  readonly months: readonly GroupMonth[];
  readonly tests: readonly BackTest[];
  readonly refused: readonly RefusedHorizon[];
}

/** Futures drawn in each back test: they tell chance, which is small against the errors that widen the interval. */
const backTestDraws = 40;

/** Everything that can be said of what today's customers will bring; where that is nothing, the past is still there. */
export function lookAhead(shop: Shop, { horizonMonths, interval, seed }: LookAheadOptions): Ahead {
  const { orders, from, day, segmentIds, nSegments } = shop;
  const horizons = [...horizonMonths].sort((a, b) => a - b);
  const whyNothing = whyNoOutlook(orders, day);
  const reasons = horizons.map((months) => whyNothing ?? whyNoForecast(orders, from, day, months));
  const refused = horizons.flatMap((months, i) => (reasons[i] ? [{ months, reason: reasons[i] }] : []));
  const possible = horizons.filter((_, i) => !reasons[i]);
  const groups = [0, ...Array.from({ length: nSegments }, (_, i) => i + 1)];
  const before = monthsBefore({ orders, from, known: knownAt(orders, day) }, segmentIds, groups);
  if (possible.length === 0) {
    return { season: null, models: [], customers: [], groups: [], months: before, tests: [], refused };
  }
  const outlook = outlookAt(orders, from, day, { crossCheck: true });
  const testing = { bestShare: shop.bestShare, level: interval, nDraws: backTestDraws, seed };
  const tests = possible.flatMap((months) => backTest(orders, from, day, months, testing));
  const horizonsAhead = possible.map((months) =>
    lookAsFar(outlook, shop, months, groups, { tests, level: interval, seed }),
  );
  const last = horizonsAhead.at(-1)!;
  const monthly = forecastMonths(last.groupOutlook, last.forecasts, createRandom(`${seed}/forecast/monthly`));
  return {
    season: outlook.season,
    models: fittedModels(outlook, last.groupOutlook.forecast.model.name),
    customers: horizonsAhead.map(({ groupOutlook: { months, forecast } }) => ({ months, forecast })),
    groups: horizonsAhead.flatMap(({ forecasts }) => forecasts),
    months: [...before, ...monthly],
    tests,
    refused,
  };
}

function lookAsFar(
  outlook: Outlook,
  { segmentIds, nSegments, insidersId }: Shop,
  months: number,
  groups: readonly number[],
  { tests, level, seed }: { tests: readonly BackTest[]; level: number; seed: number },
): { groupOutlook: GroupOutlook; forecasts: GroupForecast[] } {
  const random = createRandom(`${seed}/forecast/${months}`);
  const forecast = forecastCustomers(outlook, months);
  const draws = drawGroups(outlook, forecast, months, segmentIds, nSegments, random);
  const record = trackRecord(tests, months);
  const groupOutlook = { outlook, forecast, months, segmentIds, groups, insidersId, record, draws, level };
  return { groupOutlook, forecasts: forecastGroups(groupOutlook, random) };
}
