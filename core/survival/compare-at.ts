import type { Reached } from './kaplan-meier.js';

/** A share on the scale of log-odds, on which it is nearly normal. */
export interface LogOdds {
  readonly value: number;
  readonly variance: number;
}

/** As many customers followed to the end as would know the share as well as those who were followed in part. */
export const effectiveSize = ({ share, variance, atRisk }: Reached): number =>
  variance > 0 ? (share * (1 - share)) / variance : atRisk;

/**
 * The log-odds of a share that a curve gives. As many customers followed to the end as would know it as well stand for
 * those who were followed in part, and half a customer is added on either side, so that 0 and 1 have odds too.
 * @see Cutler and Ederer 1958, effective sample size; Gart and Zweifel 1967, the empirical logit; Klein, Logan, Harhoff
 *   and Andersen 2007, Analyzing survival curves at a fixed point in time
 */
export function logOddsOf(reached: Reached): LogOdds {
  const size = effectiveSize(reached);
  const came = size * reached.share + 0.5;
  const stayedAway = size * (1 - reached.share) + 0.5;
  return { value: Math.log(came / stayedAway), variance: 1 / came + 1 / stayedAway };
}

/** The share that log-odds stand for, 0..1. */
export const shareOfLogOdds = (value: number) => 1 / (1 + Math.exp(-value));
