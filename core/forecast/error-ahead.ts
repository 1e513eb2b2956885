import type { Interval } from '../statistics/bootstrap.js';
import { errorFunction } from '../statistics/error-function.js';
import { studentQuantile } from '../statistics/student-quantile.js';
import { logError, tellingTrials, trialsWorth } from './mix-candidates.js';

/** How far a forecast is off, as far as past ones tell. */
export interface ErrorAhead {
  /** Variance of ln(actual / forecast) over what chance alone explains, at least 0. */
  readonly variance: number;
  /** How many forecasts that do not overlap it is known from. */
  readonly worth: number;
}

/** A past forecast as it was offered. */
export interface Offered {
  readonly forecast: number;
  readonly actual: number;
  /** Variance of ln(actual) by chance alone. */
  readonly chance: number;
  /** Years of orders that were known when it was made. */
  readonly years: number;
}

/** The error before any has been seen, by the years of orders: what forecasts were off by in public shops. */
const priorDeviation = (years: number) => (years < 1 ? 0.25 : years < 2 ? 0.15 : 0.13);
/** Who is yet to come is known twice as badly. */
const ofNewcomers = 2;
/** It counts as so many forecasts that have come to their end. */
const priorTrials = 3;
/** Shops differ: the prior is known no better than from so many. */
const priorFreedom = 12;

/**
 * The error of forecasts over so many months.
 * @param isOfNew whether they are of customers who are yet to come
 */
export function errorAhead(
  past: readonly Offered[],
  years: number,
  months: number,
  isOfNew = false,
): ErrorAhead {
  const squares = tellingTrials(past, years).flatMap(({ forecast, actual, chance }) => {
    const error = logError(forecast, actual);
    return error === null ? [] : [error ** 2 - chance];
  });
  const worth = trialsWorth(squares.length, months);
  const own = Math.max(0, squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length));
  const prior = priorDeviation(years) * (isOfNew ? ofNewcomers : 1);
  return {
    variance: (priorTrials * prior ** 2 + worth * own) / (priorTrials + worth),
    worth,
  };
}

/** A month alone is further off than months together: its variance is so many times theirs. */
export const monthAlone = (months: number) => Math.sqrt(months);

/** Mean size of forecast / actual - 1 to be expected, its logarithm being normal: e^(variance / 2) erf(sqrt(variance / 2)). */
export function expectedError({ variance }: ErrorAhead, chance: number): number {
  const half = (variance + chance) / 2;
  return Math.exp(half) * errorFunction(Math.sqrt(half));
}

/**
 * The interval around a forecast.
 * @param chance variance by chance alone, at least 0
 * @param level share of outcomes inside, 0..1
 */
export function intervalAround(
  forecast: number,
  { variance, worth }: ErrorAhead,
  chance: number,
  level: number,
): Interval {
  const quantile = studentQuantile((1 + level) / 2, worth + priorFreedom);
  const factor = Math.exp(quantile * Math.sqrt(variance + chance));
  return { low: forecast / factor, high: forecast * factor };
}

/** Variance of the logarithm of what so many orders bring, each as they come, one large and one small. */
export const chanceOf = (expectedOrders: number, unevenness: number) =>
  expectedOrders > 0 ? Math.log1p(unevenness / expectedOrders) : 0;
