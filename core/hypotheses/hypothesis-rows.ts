import type { Random } from '../random/random.js';
import { describeHypothesis } from './describe-hypothesis.js';
import type { Hypothesis, HypothesisUnit, Verdict } from './hypothesis.js';
import type { Claim } from './insider-hypotheses.js';
import { testHypotheses } from './test-hypotheses.js';

/** A claim and what came of it: a row of the table `hypotheses`. Figures that there are none of are null. */
export interface HypothesisRow {
  readonly position: number;
  readonly hypothesis: string;
  readonly statement: string;
  readonly unit: HypothesisUnit | null;
  readonly insiders: number | null;
  readonly base: number | null;
  readonly effect: number | null;
  readonly effectUnit: Hypothesis['effectUnit'] | null;
  readonly effectLow: number | null;
  readonly effectHigh: number | null;
  readonly threshold: number | null;
  readonly direction: Hypothesis['direction'] | null;
  readonly verdict: Verdict | 'cannot be told';
  /** What came out, or why nothing did. */
  readonly sentence: string;
}

/**
 * Every claim in order, tested as far as it can be.
 * @param nCustomers that the claims are about
 * @param currency ISO 4217, or null
 */
export function hypothesisRows(
  claims: readonly Claim[],
  nCustomers: number,
  currency: string | null,
  random: Random,
): HypothesisRow[] {
  const testable = claims.filter((claim): claim is Hypothesis => !('reason' in claim));
  const tested = new Map(testHypotheses(testable, nCustomers, random).map((found) => [found.name, found]));
  return claims.map((claim, index) => {
    const row = { position: index + 1, hypothesis: claim.name, statement: claim.statement };
    if ('reason' in claim) return { ...row, ...noFigures, verdict: 'cannot be told', sentence: claim.reason };
    const { name: _, ...found } = tested.get(claim.name)!;
    return { ...row, ...found, sentence: describeHypothesis(tested.get(claim.name)!, currency) };
  });
}

const noFigures = {
  ...{ unit: null, insiders: null, base: null, effect: null, effectUnit: null, effectLow: null },
  ...{ effectHigh: null, threshold: null, direction: null },
};
