import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';

export type Drift = 'calm' | 'shifting' | 'moved';

export interface Stability {
  /** 0 where both are spread alike. */
  readonly index: number;
  readonly drift: Drift;
}

/** From these indices on a distribution is said to shift, and to have moved. */
const shiftingFrom = 0.1;
const movedFrom = 0.25;
const bins = 10;
/** A bin without anybody counts as half a customer: the logarithm of nothing is not finite. */
const leastCount = 0.5;

/**
 * How far a feature's distribution has moved: the population stability index over bins whose edges are the deciles of
 * before, sum of (p - q) ln(p / q). Below 0.1 is calm, above 0.25 moved. Null where either side knows no value, or
 * where all values of before are equal.
 * @param before Float64Array (nBefore), NaN where unknown
 * @param after Float64Array (nAfter), NaN where unknown
 * @see Siddiqi 2006, Credit Risk Scorecards, for the bins and the limits
 */
export function populationStability(before: Float64Array, after: Float64Array): Stability | null {
  const known = before.filter((value) => !Number.isNaN(value)).sort();
  const current = after.filter((value) => !Number.isNaN(value));
  if (known.length === 0 || current.length === 0 || known[0] === known.at(-1)) return null;
  const edges = decileEdges(known);
  const expected = shares(known, edges);
  const actual = shares(current, edges);
  let index = 0;
  for (let b = 0; b < expected.length; b++) {
    index += (actual[b]! - expected[b]!) * Math.log(actual[b]! / expected[b]!);
  }
  return { index, drift: index < shiftingFrom ? 'calm' : index <= movedFrom ? 'shifting' : 'moved' };
}

/** Different deciles, rising: of a feature with many equal values there are fewer than nine. */
function decileEdges(sorted: Float64Array): number[] {
  const deciles = Array.from({ length: bins - 1 }, (_, i) => quantileOfSorted(sorted, (i + 1) / bins));
  return deciles.filter((edge, i) => i === 0 || edge > deciles[i - 1]!);
}

/** Share of the values in each bin, an edge belonging to the bin below it. */
function shares(values: Float64Array, edges: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  for (const value of values) {
    let bin = 0;
    while (bin < edges.length && value > edges[bin]!) bin++;
    counts[bin]!++;
  }
  return counts.map((count) => Math.max(count, leastCount) / values.length);
}
