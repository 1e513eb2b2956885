import { adjustedForDiscoveries } from '../statistics/false-discoveries.js';
import { normalTails } from '../statistics/incomplete-gamma.js';
import { normalQuantile } from '../statistics/normal-quantile.js';
import { shrinkEffects } from '../statistics/shrink-effects.js';
import { logOddsOf, shareOfLogOdds } from '../survival/compare-at.js';
import { type FollowUps, reachedBy } from '../survival/kaplan-meier.js';

/** Share of those said to differ that may do so by chance. */
export const falseShare = 0.05;

/** Whoever bought a product on the first day with an order. */
export interface FirstBuyers {
  readonly followUps: FollowUps;
}

/** How many come again after a first product. */
export interface FirstProduct {
  readonly customers: number;
  /** Came again within the horizon, by Kaplan-Meier, 0..1. */
  readonly cameAgain: number;
  /** The same of those who began without it. */
  readonly othersCameAgain: number;
  /** `cameAgain` drawn to the mean of all products by as much as it is uncertain, with an interval. */
  readonly shrunk: number;
  readonly low: number;
  readonly high: number;
  /** Adjusted for as many tests as there are products, 0..1. */
  readonly pValue: number;
  /** Whether it goes with a second order: more often, less often, or not to be told from chance. */
  readonly verdict: 'more' | 'less' | 'as usual';
}

/**
 * Which first products go with a second order within a horizon. Each product's customers are compared with those who
 * began without it, both by Kaplan-Meier, so that those who came lately count for as long as they are known; differences
 * of log-odds are drawn to their mean (normal-normal), and those found are held to a share of false ones
 * (Benjamini-Hochberg).
 * @param level of the interval, 0..1
 * @see Klein, Logan, Harhoff and Andersen 2007, Analyzing survival curves at a fixed point in time
 */
export function firstProducts(
  all: FollowUps,
  products: readonly FirstBuyers[],
  horizonDays: number,
  level: number,
): FirstProduct[] {
  if (products.length === 0) return [];
  const base = logOddsOf(reachedBy(all, horizonDays)).value;
  const compared = products.map(({ followUps }) => {
    const own = reachedBy(followUps, horizonDays);
    const others = reachedBy(without(all, followUps), horizonDays);
    const [with_, rest] = [logOddsOf(own), logOddsOf(others)];
    return {
      customers: countOf(followUps),
      cameAgain: own.share,
      othersCameAgain: others.share,
      effect: with_.value - rest.value,
      variance: with_.variance + rest.variance,
    };
  });
  const effects = Float64Array.from(compared, ({ effect }) => effect);
  const variances = Float64Array.from(compared, ({ variance }) => variance);
  const shrunk = shrinkEffects(effects, variances);
  const pValues = adjustedForDiscoveries(
    effects.map((effect, i) => normalTails(effect / Math.sqrt(variances[i]!))),
  );
  const z = normalQuantile((1 + level) / 2);
  return compared.map(({ customers, cameAgain, othersCameAgain, effect }, i) => {
    const at = (times: number) => shareOfLogOdds(base + shrunk.effects[i]! + times * shrunk.errors[i]!);
    const isFound = pValues[i]! <= falseShare;
    return {
      ...{ customers, cameAgain, othersCameAgain, shrunk: at(0), low: at(-z), high: at(z) },
      pValue: pValues[i]!,
      verdict: isFound ? (effect > 0 ? 'more' : 'less') : 'as usual',
    };
  });
}

export const countOf = ({ events, censored }: FollowUps) =>
  events.reduce((sum, one, i) => sum + one + censored[i]!, 0);

/** Those of all who are not among some of them. */
function without(all: FollowUps, some: FollowUps): FollowUps {
  const events = all.events.slice();
  const censored = all.censored.slice();
  let at = 0;
  some.times.forEach((time, i) => {
    while (all.times[at]! < time) at++;
    events[at]! -= some.events[i]!;
    censored[at]! -= some.censored[i]!;
  });
  return { times: all.times, events, censored };
}
