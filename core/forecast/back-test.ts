import { bySpending } from '../guarantee/size-dial.js';
import type { Interval } from '../statistics/bootstrap.js';
import { type Candidates, candidatesOf, candidatesOfNew, firstWithin } from './candidates.js';
import { chanceOf, errorAhead, expectedError, intervalAround, type Offered } from './error-ahead.js';
import { forecastSteadily, type Outlook, outlookAt } from './forecast-orders.js';
import { mixCandidates } from './mix-candidates.js';
import { daysOf, isoDay } from './months.js';
import { boughtWithin, type KnownCustomers, type OrderDays, thinned } from './order-days.js';
import type { OrderModelName } from './order-model.js';
import { shopDays } from './shop-days.js';
import { unevenness } from './unevenness.js';

/** Whose money is forecast: everybody known at the time, those who had spent most, or those who were yet to come. */
export const backTestGroups = ['all', 'best', 'new'] as const;
export type BackTestGroup = (typeof backTestGroups)[number];

/** A forecast made as of a day in the past with what was known on it, and what came. */
export interface BackTest extends Interval, Offered {
  readonly months: number;
  /** Days since 1970-01-01: the last day that was known. */
  readonly origin: number;
  /** The same as an ISO date. */
  readonly madeOn: string;
  readonly group: BackTestGroup;
  readonly customers: number;
  readonly model: OrderModelName;
  readonly candidates: Candidates;
  /** forecast / actual - 1; null where nothing came. */
  readonly error: number | null;
  /** Mean size of the error that was to be expected on that day. */
  readonly expectedError: number;
  /** Whether what came lies within low and high. */
  readonly isCovered: boolean;
}

export interface BackTestOptions {
  readonly horizonMonths: readonly number[];
  /** Share of the customers that are the best, 0..1. */
  readonly bestShare: number;
  /** Share of outcomes that intervals promise to hold, 0..1. */
  readonly level: number;
}

/** Forecasts are made again as of every month, so many of them back. */
const mostMonthsBack = 24;
/** Days that are known at least before a forecast is made again, and enough for any. */
const [fewestDays, enoughDays] = [122, 365];
/** Of more customers, so many tell as well how far forecasts are off. */
const mostCustomers = 25_000;

/** The days in the past from which a forecast over so many months can be made and has come to its end, latest first. */
export function originsOf(from: number, day: number, months: number): number[] {
  const needed = Math.min(Math.max(2 * daysOf(months), fewestDays), enoughDays);
  return Array.from(
    { length: Math.max(0, mostMonthsBack - months + 1) },
    (_, i) => day - daysOf(months + i),
  ).filter((origin) => origin - from + 1 >= needed);
}

type Trial = Omit<BackTest, keyof Interval | 'forecast' | 'error' | 'expectedError' | 'isCovered'>;

/**
 * Forecasts as they would have been made in the past, and what came: nothing after a day is used for what is said on it,
 * not even to choose among the candidates or to say how wide the interval is. By months, group and day, latest first.
 */
export function backTest(
  orders: OrderDays,
  from: number,
  day: number,
  { horizonMonths, bestShare, level }: BackTestOptions,
): BackTest[] {
  const sample = thinned(orders, mostCustomers);
  const days = shopDays(sample, from, day);
  const horizonsOf = new Map<number, number[]>();
  for (const months of horizonMonths) {
    for (const origin of originsOf(from, day, months)) {
      horizonsOf.set(origin, [...(horizonsOf.get(origin) ?? []), months]);
    }
  }
  const trials = [...horizonsOf].flatMap(([origin, horizons]) => {
    const outlook = outlookAt(sample, from, origin, { days });
    return horizons.flatMap((months) => tryAt(outlook, months, bestShare));
  });
  return horizonMonths.flatMap((months) =>
    backTestGroups.flatMap((group) =>
      offerInTurn(
        trials.filter((trial) => trial.months === months && trial.group === group),
        months,
        level,
      ),
    ),
  );
}

function tryAt(outlook: Outlook, months: number, bestShare: number): Trial[] {
  const { orders, days, season, known } = outlook;
  const { day } = known;
  const { model, money, orders: expected, factor } = forecastSteadily(outlook, months);
  const horizon = daysOf(months);
  const isBest = bestCustomers(known, bestShare);
  const common = { months, origin: day, madeOn: isoDay(day), model: model.name, years: season.years };
  const ofKnown = (['all', 'best'] as const).map((group) => {
    const isIn = (i: number) => group === 'all' || isBest[i] === 1;
    const members = known.customers.filter((_, i) => isIn(i));
    const steady = sumWhere(money, isIn);
    return {
      ...common,
      group,
      customers: members.length,
      candidates: candidatesOf({ orders, days, season, day, members, steady, factor }, months),
      actual: sum(boughtWithin(orders, members, day, day + horizon).money),
      chance: chanceOf(factor * sumWhere(expected, isIn), unevenness(orders, members, day)),
    };
  });
  const before = firstWithin(orders, day - horizon, day);
  const came = firstWithin(orders, day, day + horizon);
  const ofNew = {
    ...common,
    group: 'new' as const,
    customers: came.length,
    candidates: candidatesOfNew({ orders, days, season, day }, months),
    actual: sum(boughtWithin(orders, came, day, day + horizon).money),
    chance: chanceOfNew(orders, before, day, horizon),
  };
  return ofNew.candidates.naive === null ? ofKnown : [...ofKnown, ofNew];
}

/** As many orders as of those who were new before. */
export function chanceOfNew(orders: OrderDays, before: Int32Array, day: number, horizon: number): number {
  const expected = sum(boughtWithin(orders, before, day - horizon, day).orders);
  return chanceOf(expected, unevenness(orders, before, day));
}

/** Mixes and measures each by those that had come to their end on its day. */
function offerInTurn(trials: readonly Trial[], months: number, level: number): BackTest[] {
  const offered: BackTest[] = [];
  for (const trial of [...trials].sort((a, b) => a.origin - b.origin)) {
    const past = offered.filter(({ origin }) => origin + daysOf(months) <= trial.origin);
    const { forecast } = mixCandidates(trial.candidates, past, trial.years, months);
    const ahead = errorAhead(past, trial.years, months, trial.group === 'new');
    const { low, high } = intervalAround(forecast, ahead, trial.chance, level);
    offered.push({
      ...trial,
      ...{ forecast, low, high },
      error: trial.actual > 0 ? forecast / trial.actual - 1 : null,
      expectedError: expectedError(ahead, trial.chance),
      isCovered: low <= trial.actual && trial.actual <= high,
    });
  }
  return offered.reverse();
}

/** Uint8Array (n): 1 for those who have spent most, as many as the share says; of equals the first. */
function bestCustomers({ spent }: KnownCustomers, share: number): Uint8Array {
  const isBest = new Uint8Array(spent.length);
  for (const i of bySpending(spent).subarray(0, Math.round(share * spent.length))) isBest[i] = 1;
  return isBest;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
const sumWhere = (values: Float64Array, isIn: (i: number) => boolean) =>
  values.reduce((total, value, i) => (isIn(i) ? total + value : total), 0);
