import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { type Jump, measureJump } from './measure-jump.js';

/** A door where there is none. */
export interface PlaceboDoor {
  /** Where it is, in units of the score; the true one is at 0. */
  readonly at: number;
  readonly jump: Jump;
}

/** Where on each side placebo doors stand: shares of the customers there, by score. */
const shares = { below: [0.5, 0.75], above: [0.25, 0.5] } as const;

/**
 * The jump at doors that nobody has drawn, each among the customers of one side only, so that the true one has no say.
 * @param score Float64Array (n), the true door at 0
 * @see Imbens, Lemieux 2008, Regression discontinuity designs: a guide to practice, section 7.2
 */
export function placeboDoors(score: Float64Array, outcome: Float64Array, level = 0.95): PlaceboDoor[] {
  return (['below', 'above'] as const).flatMap((side) => {
    const rows = Int32Array.from(score.keys()).filter((i) => score[i]! < 0 === (side === 'below'));
    const scores = Float64Array.from(rows, (i) => score[i]!);
    const outcomes = Float64Array.from(rows, (i) => outcome[i]!);
    const sorted = scores.slice().sort();
    if (sorted.length === 0) return [];
    return shares[side].flatMap((share) => {
      const at = quantileOfSorted(sorted, share);
      const jump = measureJump(
        scores.map((value) => value - at),
        outcomes,
        level,
      );
      return jump ? [{ at, jump }] : [];
    });
  });
}
