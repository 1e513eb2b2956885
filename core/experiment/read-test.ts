import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { alwaysValidMargin, earlyShare } from './always-valid.js';
import type { Measure } from './plan-test.js';
import { type Difference, marginOf, pValueOf, stratifiedDifference } from './stratified-difference.js';

/** Everybody of the plan, whether they came back or not, in the order of the strata. */
export interface TestCustomers {
  /** Uint8Array (n), 1 for the holdout. */
  readonly isHeldOut: Uint8Array;
  /** Int32Array (n), rising. */
  readonly strata: Int32Array;
  /** Float64Array (n): money from the first day of the campaign until today, or until its planned end; 0 who did not order. */
  readonly revenue: Float64Array;
  /** Float64Array (n): money in as many days before the campaign as it was planned to last. */
  readonly earlier: Float64Array;
}

/** What was laid down before the campaign. */
export interface TestTerms {
  /** Two-sided chance of an effect where there is none, 0..1, over all looks together. */
  readonly significance: number;
  /** Values above this share of the customers of both arms count as the value there. */
  readonly winsorisedAt: number;
  /** Standard deviation of a customer's value over the planned length. */
  readonly deviationOf: (measure: Measure) => number;
  /** Whether the planned length is over. */
  readonly isOver: boolean;
}

/** What one measure says. */
export interface MeasureReading extends Difference {
  readonly measure: Measure;
  /** Difference over the holdout's mean; null where that is 0. */
  readonly lift: number | null;
  /** Holds in 1 - significance of tests at all looks together. */
  readonly low: number;
  readonly high: number;
  /** Of this look alone, as if there were no other; 0..1. */
  readonly pValue: number;
  /** Share of the variance that CUPED has taken off, 0..1; null without it. */
  readonly varianceTaken: number | null;
}

/** The measure that the verdict rests on, laid down before the campaign as well. */
export const decisiveMeasure: Measure = 'revenue, winsorised, with CUPED';

/**
 * Reads a test as it was planned: everybody by the arm that was drawn for them. Before its planned end the intervals
 * are always valid, at a tenth of the significance; at the end they are Student's, at the rest.
 * @returns null where an arm has fewer than two customers
 * @see Deng, Xu, Kohavi, Walker 2013 (CUPED), equation 4; Fisher, Mayer, Rosenberger et al. 1990 (intention to treat)
 */
export function readTest(customers: TestCustomers, terms: TestTerms): MeasureReading[] | null {
  const { revenue, earlier } = customers;
  const capped = cap(revenue, terms.winsorisedAt);
  const adjusted = adjust(capped, cap(earlier, terms.winsorisedAt), customers.isHeldOut);
  const readings = [
    readMeasure(
      'repurchase',
      revenue.map((value) => Number(value > 0)),
      customers,
      terms,
    ),
    readMeasure('revenue', revenue, customers, terms),
    readMeasure('revenue, winsorised', capped, customers, terms),
    readMeasure(decisiveMeasure, adjusted, customers, terms),
  ];
  if (readings.some((reading) => reading === null)) return null;
  const [, , plain, cuped] = readings as MeasureReading[];
  const taken = plain!.standardError > 0 ? 1 - (cuped!.standardError / plain!.standardError) ** 2 : 0;
  return (readings as MeasureReading[]).map((reading) =>
    reading === cuped ? { ...reading, varianceTaken: Math.max(0, taken) } : reading,
  );
}

function readMeasure(
  measure: Measure,
  values: Float64Array,
  { isHeldOut, strata }: TestCustomers,
  { significance, deviationOf, isOver }: TestTerms,
): MeasureReading | null {
  const difference = stratifiedDifference(values, isHeldOut, strata);
  if (!difference) return null;
  const { effect, standardError, holdout } = difference;
  const held = isHeldOut.reduce((sum, one) => sum + one, 0);
  const plannedVariance = deviationOf(measure) ** 2 * (1 / held + 1 / (isHeldOut.length - held));
  const margin = isOver
    ? marginOf(difference, 1 - (1 - earlyShare) * significance)
    : alwaysValidMargin(standardError, plannedVariance, earlyShare * significance);
  return {
    ...difference,
    ...{ measure, low: effect - margin, high: effect + margin, pValue: pValueOf(difference) },
    lift: holdout > 0 ? effect / holdout : null,
    varianceTaken: null,
  };
}

function cap(values: Float64Array, share: number): Float64Array {
  const most = quantileOfSorted(values.slice().sort(), share);
  return values.map((value) => Math.min(value, most));
}

/** What is left of each value when what the customer spent before is taken off, with one slope within both arms. */
function adjust(values: Float64Array, earlier: Float64Array, isHeldOut: Uint8Array): Float64Array {
  let [products, squares, sum] = [0, 0, 0];
  for (const arm of [0, 1]) {
    const rows = values.map((_, i) => Number(isHeldOut[i] === arm));
    const n = rows.reduce((a, b) => a + b, 0);
    const meanOf = (of: Float64Array) => of.reduce((total, value, i) => total + rows[i]! * value, 0) / n;
    const [y, x] = [meanOf(values), meanOf(earlier)];
    rows.forEach((isIn, i) => {
      products += isIn * (values[i]! - y) * (earlier[i]! - x);
      squares += isIn * (earlier[i]! - x) ** 2;
    });
    sum += n * x;
  }
  const slope = squares > 0 ? products / squares : 0;
  const mean = sum / values.length;
  return values.map((value, i) => value - slope * (earlier[i]! - mean));
}

/** What a test has come to, on its decisive measure. */
export type TestVerdict = 'works' | 'harms' | 'not proven' | 'keep on' | 'arms alike' | 'arms differ';

/**
 * @param isCampaign whether anybody heard anything: without a campaign both arms are the same, and an effect is chance
 */
export function judgeTest({ low, high }: MeasureReading, isCampaign: boolean, isOver: boolean): TestVerdict {
  const differs = low > 0 || high < 0;
  if (!isCampaign) return differs ? 'arms differ' : 'arms alike';
  if (differs) return low > 0 ? 'works' : 'harms';
  return isOver ? 'not proven' : 'keep on';
}
