/** Who was followed for how long: rows with the same time add up, times rise. */
export interface FollowUps {
  /** Float64Array (nTimes), rising. */
  readonly times: Float64Array;
  /** Float64Array (nTimes): those to whom it happened at that time. */
  readonly events: Float64Array;
  /** Float64Array (nTimes): those of whom nothing is known after that time. */
  readonly censored: Float64Array;
}

/** What a curve says of one moment. */
export interface Reached {
  /** Share to whom it has happened by then, 0..1: 1 - S(t). */
  readonly share: number;
  /** Greenwood's variance of it. */
  readonly variance: number;
  /** Those still followed, and to whom it had not happened before. */
  readonly atRisk: number;
}

/**
 * The share to whom something has happened by a moment, whatever time each has been followed for.
 * @see Kaplan and Meier 1958; Greenwood 1926
 */
export function reachedBy({ times, events, censored }: FollowUps, moment: number): Reached {
  let atRisk = 0;
  for (let i = 0; i < times.length; i++) atRisk += events[i]! + censored[i]!;
  let [left, sum] = [1, 0];
  for (let i = 0; i < times.length && times[i]! <= moment; i++) {
    if (events[i]! > 0) {
      left *= 1 - events[i]! / atRisk;
      sum += events[i]! / (atRisk * (atRisk - events[i]!));
    }
    atRisk -= events[i]! + censored[i]!;
  }
  return { share: 1 - left, variance: left > 0 ? left * left * sum : 0, atRisk };
}

/**
 * The first time by which it has happened to that share; null where the curve never gets there.
 * @param share 0..1
 */
export function timeReached({ times, events, censored }: FollowUps, share: number): number | null {
  let atRisk = 0;
  for (let i = 0; i < times.length; i++) atRisk += events[i]! + censored[i]!;
  let left = 1;
  for (let i = 0; i < times.length; i++) {
    left *= 1 - events[i]! / atRisk;
    // A curve that stands exactly there has reached it, rounding aside.
    if (events[i]! > 0 && left <= 1 - share + 1e-12) return times[i]!;
    atRisk -= events[i]! + censored[i]!;
  }
  return null;
}
