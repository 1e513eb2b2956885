import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';

/** Bands of a figure, worst score first: a customer's score is 1 more than the cut-offs they have passed. */
export interface ScoreBands {
  /** Float64Array (nBands - 1), rising: a band ends with its cut-off, which belongs to it. */
  readonly cutoffs: Float64Array | readonly number[];
  /** Whether the lowest figures have the highest score. */
  readonly lowestIsBest: boolean;
}

/**
 * Cuts a figure into bands of as nearly equal size as equal values allow: who has the same value has the same score.
 * Where many customers share a value, a score may be nobody's.
 * @param values non-empty Float64Array (nCustomers) without NaN
 * @param nBands at least 2
 */
export function scoreBands(values: Float64Array, nBands: number, lowestIsBest: boolean): ScoreBands {
  const sorted = values.slice().sort();
  return {
    cutoffs: Float64Array.from({ length: nBands - 1 }, (_, i) => quantileOfSorted(sorted, (i + 1) / nBands)),
    lowestIsBest,
  };
}

/** 1 to the number of bands; the highest is the best. */
export function scoreOf(value: number, { cutoffs, lowestIsBest }: ScoreBands): number {
  let passed = 0;
  for (const cutoff of cutoffs) if (value > cutoff) passed++;
  return lowestIsBest ? cutoffs.length + 1 - passed : passed + 1;
}
