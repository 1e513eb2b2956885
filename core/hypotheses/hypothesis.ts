import type { WeightedFigure } from '../statistics/bootstrap.js';

/** How a figure is written: a share 0..1, an excess over the base (0.1 is 10 % more), money, or pieces. */
export type HypothesisUnit = 'share' | 'money' | 'pieces' | 'money per piece' | 'money per day';

/** Something marketing believes of the Insiders, and how it is put to the test. */
export interface Hypothesis {
  readonly name: string;
  /** The belief in one sentence. */
  readonly statement: string;
  /** What is measured, of the Insiders and of what they are compared with. */
  readonly unit: HypothesisUnit;
  readonly insiders: WeightedFigure;
  /** Undefined where there is nothing to compare with but the threshold. */
  readonly base?: WeightedFigure;
  /** The figure that the statement is about. */
  readonly effect: WeightedFigure;
  readonly effectUnit: 'share' | 'excess' | 'pieces';
  /** The statement holds where the effect is above (or below) it. */
  readonly threshold: number;
  readonly direction: 'above' | 'below';
}

export type Verdict = 'holds' | 'does not hold' | 'not certain';

export interface TestedHypothesis {
  readonly name: string;
  readonly statement: string;
  readonly unit: HypothesisUnit;
  readonly insiders: number;
  readonly base: number | null;
  readonly effect: number;
  readonly effectUnit: Hypothesis['effectUnit'];
  /** 95 % of the resamples of the customers have the effect between these. */
  readonly effectLow: number;
  readonly effectHigh: number;
  readonly threshold: number;
  readonly direction: Hypothesis['direction'];
  readonly verdict: Verdict;
}
