import { bySpending } from '../guarantee/size-dial.js';
import { createRandom } from '../random.js';
import type { Interval } from '../statistics/bootstrap.js';
import { forecastCustomers, outlookAt } from './forecast-orders.js';
import { intervalOf, totalsOf } from './interval.js';
import { daysOf, isoDay } from './months.js';
import { boughtWithin, type KnownCustomers, type OrderDays } from './order-days.js';
import type { OrderModelName } from './order-model.js';
import { simulate } from './simulate.js';
import { deviationOf } from './track-record.js';

/** Whose money is forecast: everybody known at the time, or those who had spent most. */
export type BackTestGroup = 'all' | 'best';

/** A forecast made as of a day in the past, and what came. */
export interface BackTest extends Interval {
  readonly months: number;
  /** ISO date: the last day that was known. */
  readonly madeOn: string;
  readonly group: BackTestGroup;
  readonly customers: number;
  readonly model: OrderModelName;
  readonly forecast: number;
  /** Money of the same customers in as many months before. */
  readonly naive: number;
  readonly actual: number;
  /** forecast / actual - 1; null where nothing came. */
  readonly error: number | null;
  readonly naiveError: number | null;
  /** Whether what came lies within low and high. */
  readonly isCovered: boolean;
}

export interface BackTestOptions {
  /** Share of the customers that are the best, 0..1. */
  readonly bestShare: number;
  /** Share of outcomes that intervals promise to hold, 0..1. */
  readonly level: number;
  readonly nDraws: number;
  readonly seed: number;
}

const mostOrigins = 4;
const leastStepDays = 30;

/**
 * The days in the past from which a forecast over so many months can be made and has come to its end, latest first: two
 * stretches of the horizon are known before each.
 */
export function originsOf(from: number, day: number, months: number): number[] {
  const horizon = daysOf(months);
  const step = Math.max(leastStepDays, Math.round(horizon / 3));
  const origins = [];
  for (let origin = day - horizon; origins.length < mostOrigins; origin -= step) {
    if (origin - from + 1 < 2 * horizon) break;
    origins.push(origin);
  }
  return origins;
}

type Trial = Omit<BackTest, keyof Interval | 'isCovered'> & { readonly totals: Float64Array };

/**
 * Forecasts over so many months as they would have been made in the past, and what came: nothing after the origin is
 * used. Each interval is widened by the errors of the other origins.
 */
export function backTest(
  orders: OrderDays,
  from: number,
  day: number,
  months: number,
  options: BackTestOptions,
): BackTest[] {
  const trials = originsOf(from, day, months).flatMap((origin) =>
    tryAt(orders, from, origin, months, options),
  );
  return trials.map(({ totals, ...trial }) => {
    const others = trials.filter(({ madeOn }) => madeOn !== trial.madeOn);
    const random = createRandom(`${options.seed}/back-test/${trial.madeOn}/${months}/${trial.group}/errors`);
    const { low, high } = intervalOf(totals, deviationOf(others), options.level, random);
    return { ...trial, low, high, isCovered: low <= trial.actual && trial.actual <= high };
  });
}

function tryAt(
  orders: OrderDays,
  from: number,
  origin: number,
  months: number,
  { bestShare, nDraws, seed }: BackTestOptions,
): Trial[] {
  const outlook = outlookAt(orders, from, origin);
  const { known, money } = outlook;
  const { model, money: expected, factors } = forecastCustomers(outlook, months);
  const horizon = daysOf(months);
  const actual = boughtWithin(orders, known.customers, origin, origin + horizon).money;
  const naive = boughtWithin(orders, known.customers, origin - horizon, origin).money;
  const groups = bestCustomers(known, bestShare);
  const random = createRandom(`${seed}/back-test/${isoDay(origin)}/${months}`);
  const course = { monthDays: horizon / months, factors };
  const draws = simulate(known, model, money, course, { groups, nGroups: 2, nDraws }, random);
  const everyMonth = Array.from(factors.keys());
  return (['all', 'best'] as const).map((group) => {
    const isMember = (g: number) => group === 'all' || g === 1;
    const sum = (values: Float64Array) =>
      values.reduce((total, value, i) => (isMember(groups[i]!) ? total + value : total), 0);
    const figures = { forecast: sum(expected), naive: sum(naive), actual: sum(actual) };
    return {
      months,
      madeOn: isoDay(origin),
      group,
      customers: groups.reduce((count, g) => count + Number(isMember(g)), 0),
      model: model.name,
      ...figures,
      error: figures.actual > 0 ? figures.forecast / figures.actual - 1 : null,
      naiveError: figures.actual > 0 ? figures.naive / figures.actual - 1 : null,
      totals: totalsOf(draws, isMember, everyMonth),
    };
  });
}

/** 1 for those who have spent most, as many as the share says; of equals the first. */
function bestCustomers({ spent }: KnownCustomers, share: number): Int32Array {
  const groups = new Int32Array(spent.length);
  for (const i of bySpending(spent).subarray(0, Math.round(share * spent.length))) groups[i] = 1;
  return groups;
}
