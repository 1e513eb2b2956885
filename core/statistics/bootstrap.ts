import type { Random } from '../random/random.js';
import { quantileOfSorted } from './quantile-of-sorted.js';

/** A figure with the interval in which 95 % of the resamples have it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A figure of a sample in which sample i stands weights[i] times: Int32Array (nSamples). NaN where it has none. */
export type WeightedFigure = (weights: Int32Array) => number;

/**
 * Percentile intervals of several figures, all from the same resamples: nSamples draws with replacement each.
 * Resamples in which a figure is NaN do not count for it; an interval of nothing is NaN.
 * @param share of the resamples inside the interval, 0..1
 * @see Efron, Tibshirani 1993, An introduction to the bootstrap, chapter 13
 */
export function bootstrapIntervals(
  nSamples: number,
  figures: readonly WeightedFigure[],
  random: Random,
  { nResamples = 400, share = 0.95 }: { readonly nResamples?: number; readonly share?: number } = {},
): Interval[] {
  const found = figures.map(() => new Float64Array(nResamples));
  const weights = new Int32Array(nSamples);
  for (let resample = 0; resample < nResamples; resample++) {
    weights.fill(0);
    for (let draw = 0; draw < nSamples; draw++) weights[Math.floor(random() * nSamples)]!++;
    figures.forEach((figure, at) => {
      found[at]![resample] = figure(weights);
    });
  }
  return found.map((values) => {
    const sorted = values.filter((value) => !Number.isNaN(value)).sort();
    if (sorted.length === 0) return { low: Number.NaN, high: Number.NaN };
    const tail = (1 - share) / 2;
    return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
  });
}
