import type { WeightedFigure } from '../statistics/bootstrap.js';

/** How a figure is written; a share is 0..1. */
export type HypothesisUnit = 'share' | 'money' | 'pieces' | 'money per piece' | 'money per day';

/** Something marketing believes of the Insiders, and how it is put to the test. */
export interface Hypothesis {
  readonly name: string;
  /** The belief in one sentence. */
  readonly statement: string;
  /** Of the figures of the Insiders and of what they are compared with. */
  readonly unit: HypothesisUnit;
  readonly insiders: WeightedFigure;
  /** Absent where there is nothing to compare with but the threshold. */
  readonly base?: WeightedFigure;
  /** The figure that the statement is about. */
  readonly effect: WeightedFigure;
  /** A share 0..1, an excess over the base (0.1 is 10 % more), or pieces. */
  readonly effectUnit: 'share' | 'excess' | 'pieces';
  /** The statement holds where the effect is above (or below) it. */
  readonly threshold: number;
  readonly direction: 'above' | 'below';
}

export type Verdict = 'holds' | 'does not hold' | 'not certain';

/** What came out. Figures that are NaN have none: nobody bought, or nobody returned. */
export interface TestedHypothesis
  extends Pick<Hypothesis, 'name' | 'statement' | 'unit' | 'effectUnit' | 'threshold' | 'direction'> {
  readonly insiders: number;
  readonly base: number | null;
  readonly effect: number;
  /** 95 % of the resamples of the customers have the effect between these. */
  readonly effectLow: number;
  readonly effectHigh: number;
  readonly verdict: Verdict;
}
