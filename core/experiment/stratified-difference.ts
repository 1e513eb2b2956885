import { studentQuantile } from '../statistics/student-quantile.js';
import { studentTail } from '../statistics/student-tail.js';

/** What the campaign's arm brought more than the holdout, per customer. */
export interface Difference {
  readonly effect: number;
  readonly standardError: number;
  /** Satterthwaite's degrees of freedom. */
  readonly freedom: number;
  /** Means of the arms over the same strata. */
  readonly campaign: number;
  readonly holdout: number;
}

/** Fewest customers of an arm in a stratum: a variance takes two. */
const fewest = 2;

/**
 * The difference of two arms that were drawn within strata: the strata's differences, each by its share of the
 * customers; each arm with its own variance in each stratum. Neighbouring strata are joined until either arm has two.
 * With one stratum this is Welch's.
 * @param values Float64Array (n)
 * @param isHeldOut Uint8Array (n), 1 for the holdout
 * @param strata Int32Array (n), rising
 * @returns null where an arm has fewer than two
 * @see Imbens, Rubin 2015, Causal inference for statistics, social, and biomedical sciences, chapter 9; Satterthwaite 1946
 */
export function stratifiedDifference(
  values: Float64Array,
  isHeldOut: Uint8Array,
  strata: Int32Array,
): Difference | null {
  const groups = joinedStrata(isHeldOut, strata);
  if (!groups) return null;
  let [campaign, holdout, variance, spread] = [0, 0, 0, 0];
  for (const { from, to } of groups) {
    const share = (to - from) / values.length;
    for (const arm of [0, 1]) {
      const { n, mean, squares } = armOf(values, isHeldOut, from, to, arm);
      const part = (share ** 2 * squares) / (n - 1) / n;
      variance += part;
      spread += part ** 2 / (n - 1);
      if (arm === 0) campaign += share * mean;
      else holdout += share * mean;
    }
  }
  return {
    ...{ effect: campaign - holdout, standardError: Math.sqrt(variance), campaign, holdout },
    freedom: spread > 0 ? variance ** 2 / spread : values.length - 2 * groups.length,
  };
}

/** Half the width of the interval of a difference. @param level 0..1 */
export const marginOf = ({ standardError, freedom }: Difference, level: number): number =>
  studentQuantile((1 + level) / 2, Math.max(5, freedom)) * standardError;

/** Two-sided, 0..1; 1 where nothing varies. */
export const pValueOf = ({ effect, standardError, freedom }: Difference): number =>
  standardError > 0 ? 2 * studentTail(Math.abs(effect) / standardError, freedom) : 1;

interface Stratum {
  readonly from: number;
  readonly to: number;
}

function joinedStrata(isHeldOut: Uint8Array, strata: Int32Array): Stratum[] | null {
  const joined: { from: number; to: number }[] = [];
  let from = 0;
  let counts = [0, 0];
  for (let i = 0; i < strata.length; i++) {
    counts[isHeldOut[i]!]!++;
    const ends = i + 1 === strata.length || strata[i + 1] !== strata[i];
    if (!ends || counts.some((count) => count < fewest)) continue;
    joined.push({ from, to: i + 1 });
    from = i + 1;
    counts = [0, 0];
  }
  // Those left over join the last.
  const last = joined.at(-1);
  if (!last) return null;
  last.to = strata.length;
  return joined;
}

function armOf(values: Float64Array, isHeldOut: Uint8Array, from: number, to: number, arm: number) {
  let [n, sum] = [0, 0];
  for (let i = from; i < to; i++) {
    if (isHeldOut[i] !== arm) continue;
    n++;
    sum += values[i]!;
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = from; i < to; i++) if (isHeldOut[i] === arm) squares += (values[i]! - mean) ** 2;
  return { n, mean, squares };
}
