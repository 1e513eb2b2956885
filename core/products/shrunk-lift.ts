import { adjustedForDiscoveries } from '../statistics/false-discoveries.js';
import { gammaShares } from '../statistics/incomplete-gamma.js';

/** What counts against their expectations say, of one question asked many times. */
export interface Lifts {
  /** Float64Array (n): count / expected, drawn to 1 by as much as it is uncertain. */
  readonly lift: Float64Array;
  /** Float64Array (n): that so many or more come by chance, adjusted for as many tests, 0..1. */
  readonly pValue: Float64Array;
}

/** Less than so many standard deviations above what is expected is taken for chance without a look at its tail. */
const leastDeviation = 2;

/**
 * Lifts by the gamma-Poisson shrinker: counts are Poisson at lift times expectation, lifts gamma with mean 1 and a
 * variance that all counts together tell. Those too many for chance are held to a false discovery rate.
 * @param counts Float64Array (n)
 * @param expected Float64Array (n), at least 0
 * @param fewest counts below it are not tested, and count as no discovery
 * @see DuMouchel 1999, Bayesian data mining in large frequency tables, with one gamma in place of two
 */
export function shrunkLifts(counts: Float64Array, expected: Float64Array, fewest: number): Lifts {
  let [spread, squares] = [0, 0];
  counts.forEach((count, i) => {
    spread += (count - expected[i]!) ** 2 - expected[i]!;
    squares += expected[i]! ** 2;
  });
  const variance = squares > 0 ? Math.max(0, spread / squares) : 0;
  const lift = counts.map((count, i) =>
    variance === 0 ? 1 : (count + 1 / variance) / (expected[i]! + 1 / variance),
  );
  const tails = counts.map((count, i) => {
    const mean = expected[i]!;
    if (count < fewest || count < mean + leastDeviation * Math.sqrt(mean)) return 1;
    return gammaShares(count, mean).below;
  });
  return { lift, pValue: adjustedForDiscoveries(tails) };
}
