import type { JudgedRow } from './choose-segmentation.js';
import type { Relaxed } from './guards.js';

/** Which segmentation was chosen: `runs/<runId>/choose/choice.json`. The winner's labels are in `labels.npy` beside it. */
export interface ChoiceDocument {
  readonly winner: JudgedRow;
  /** Customers that candidates were fitted to and measured on: all, or a sample of so many. */
  readonly measuredOn: number;
  /** Mean Jaccard overlap of each of the winner's segments, by label, with what the resamples found, 0..1. */
  readonly overlaps: readonly number[];
  /** Every candidate, in the order of the rules. */
  readonly leaderboard: readonly JudgedRow[];
  /** Guards that no candidate kept to. */
  readonly relaxed: readonly Relaxed[];
}
