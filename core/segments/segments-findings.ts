import type { RfmStandard } from '../rfm/score-customers.js';
import type { RecommendedAction } from './recommend-actions.js';
import type { TierCutoffs } from './value-tiers.js';

/** What the study of the segments has found, for sentences. */
export interface SegmentsFindings {
  /** What to do about the Insiders, the most pressing first. */
  readonly insiderActions: readonly RecommendedAction[];
  /** By what customers whom the run has not seen are scored; missing where an earlier version of the program found it. */
  readonly scores?: {
    readonly five: RfmStandard;
    readonly three: RfmStandard;
    readonly tiers: TierCutoffs;
  };
}
