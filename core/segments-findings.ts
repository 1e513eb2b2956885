import type { RecommendedAction } from './segments/recommend-actions.js';

/** What the study of the segments has found, for sentences. */
export interface SegmentsFindings {
  /** What to do about the Insiders, the most pressing first. */
  readonly insiderActions: readonly RecommendedAction[];
}
