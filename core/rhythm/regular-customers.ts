import { adjustedForDiscoveries } from '../statistics/false-discoveries.js';
import { gammaShares } from '../statistics/incomplete-gamma.js';
import type { KnownGaps } from './gap-histories.js';

/** Fewer gaps look regular by chance; shorter ones are days that a calendar, not a customer, has rounded. */
const fewestGaps = 5;
const shortestGapDays = 4;
/** From this regularity on gaps scatter by half of their length at most. */
export const leastK = 4;
/** Share of those found that may be so by chance. */
const falseShare = 0.05;

/** Customers who order like clockwork without having subscribed: rows of the known customers. */
export interface RegularCustomers {
  /** Int32Array (n), rising. */
  readonly rows: Int32Array;
  /** Float64Array (n): the mean of each one's gaps, in days. */
  readonly gapDays: Float64Array;
  /** Float64Array (n): shape of a gamma distribution of the gaps; 1 is chance. */
  readonly k: Float64Array;
}

/**
 * Whoever's gaps are more even than chance has them, with a rate of false discoveries of 5 %, and scatter by half of
 * their length at most. Chance is Bartlett's statistic of exponential gaps, that of few gaps corrected by their number.
 * @see Bartlett 1937; Cox and Lewis 1966, The statistical analysis of series of events, section 6.4; Minka 2002,
 *   Estimating a gamma distribution, for k
 */
export function regularCustomers({ x, tx, logGaps }: KnownGaps): RegularCustomers {
  const tested = Array.from(x.keys()).filter((i) => x[i]! >= fewestGaps && tx[i]! / x[i]! >= shortestGapDays);
  const evenness = tested.map((i) => Math.max(1e-9, Math.log(tx[i]! / x[i]!) - logGaps[i]! / x[i]!));
  const pValues = Float64Array.from(tested, (i, at) => {
    const gaps = x[i]!;
    const statistic = (2 * gaps * evenness[at]!) / (1 + (gaps + 1) / (6 * gaps));
    return gammaShares((gaps - 1) / 2, statistic / 2).below;
  });
  const adjusted = adjustedForDiscoveries(pValues);
  const shapes = evenness.map((s) => (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s));
  const found = tested.flatMap((_, at) => (adjusted[at]! <= falseShare && shapes[at]! >= leastK ? [at] : []));
  return {
    rows: Int32Array.from(found, (at) => tested[at]!),
    gapDays: Float64Array.from(found, (at) => tx[tested[at]!]! / x[tested[at]!]!),
    k: Float64Array.from(found, (at) => shapes[at]!),
  };
}
