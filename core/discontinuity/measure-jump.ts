import { normalQuantile } from '../statistics/normal-quantile.js';
import { normalTail } from '../statistics/normal-tail.js';
import { type Bandwidths, chooseBandwidths, order } from './choose-bandwidths.js';
import { localWeights, rowsWithin, type Side, varianceOf, weighed, weighedPower } from './local-weights.js';
import { neighbourResiduals } from './neighbour-residuals.js';

/** How much higher the outcome is just above the threshold than just below. */
export interface Jump {
  /** Of the two lines alone. */
  readonly conventional: number;
  /** With the bias of the lines taken off; the interval is around it. */
  readonly corrected: number;
  /** Of `corrected`, and it counts that the bias is estimated too. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, 0..1. */
  readonly pValue: number;
  readonly bandwidths: Bandwidths;
  /** Where the lines end at the door. */
  readonly below: number;
  readonly above: number;
  /** Customers within the main bandwidth. */
  readonly nBelow: number;
  readonly nAbove: number;
}

/**
 * The jump of an outcome at a door: two local lines, bandwidths of least mean squared error, bias-corrected, with the
 * robust interval and a nearest-neighbour variance. A score of 0 is above the threshold.
 * @param score Float64Array (n), the door at 0
 * @param outcome Float64Array (n)
 * @param level of the interval, 0..1
 * @returns null where too few different scores lie on a side for it
 * @see Calonico, Cattaneo, Titiunik 2014, Econometrica 82(6), theorem 1 and remark 7
 */
export function measureJump(score: Float64Array, outcome: Float64Array, level = 0.95): Jump | null {
  const { left, right } = sidesOf(score, outcome);
  if (left.x.length === 0 || right.x.length === 0) return null;
  const bandwidths = chooseBandwidths(left, right);
  if (!bandwidths) return null;
  const [below, above] = [left, right].map((side) => endOf(side, bandwidths));
  if (!below || !above) return null;
  const corrected = above.corrected - below.corrected;
  const standardError = Math.sqrt(above.variance + below.variance);
  const margin = normalQuantile((1 + level) / 2) * standardError;
  return {
    conventional: above.value - below.value,
    ...{ corrected, standardError, low: corrected - margin, high: corrected + margin },
    pValue: standardError > 0 ? 2 * normalTail(Math.abs(corrected) / standardError) : 1,
    bandwidths,
    ...{ below: below.value, above: above.value, nBelow: below.n, nAbove: above.n },
  };
}

/** The outcomes below and above a door at 0, each by score. */
export function sidesOf(score: Float64Array, outcome: Float64Array): { left: Side; right: Side } {
  const byScore = Int32Array.from(score.keys()).sort((a, b) => score[a]! - score[b]! || a - b);
  let at = 0;
  while (at < byScore.length && score[byScore[at]!]! < 0) at++;
  const sideOf = (rows: Int32Array): Side => ({
    x: Float64Array.from(rows, (i) => score[i]!),
    y: Float64Array.from(rows, (i) => outcome[i]!),
  });
  return { left: sideOf(byScore.subarray(0, at)), right: sideOf(byScore.subarray(at)) };
}

/** Where a side's line ends at the door: theorem 1, with its bias by the next power's coefficient. */
function endOf(side: Side, { main, bias }: Bandwidths) {
  const line = localWeights(side, order.line, main, 0);
  const curve = localWeights(side, order.curve, bias, order.curve);
  if (!line || !curve) return null;
  const share = main ** order.curve * weighedPower(line, side, main, order.curve);
  const corrected = line.map((weight, i) => weight - share * curve[i]!);
  const { from, to } = rowsWithin(side, main);
  const residuals = neighbourResiduals(side, rowsWithin(side, Math.max(main, bias)));
  return {
    value: weighed(line, side.y),
    corrected: weighed(corrected, side.y),
    variance: varianceOf(corrected, residuals),
    n: to - from,
  };
}
