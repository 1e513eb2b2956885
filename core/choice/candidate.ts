import type { LeaderboardRow } from '../cluster/leaderboard-row.js';
import type { InsidersRules, SegmentationRules } from '../rules/rules.js';

/** A candidate segmentation, once it is known what its segments are worth. */
export interface Candidate extends LeaderboardRow {
  /** Share of the customers in the segment with the highest mean revenue, 0..1: they would be the Insiders. */
  readonly topShare: number;
}

/** What a segmentation has to keep to. */
export type ChoiceRules = SegmentationRules & {
  readonly insiders: Pick<InsidersRules, 'largestShare'>;
  /** Share of the customers that makes a group at all, 0..1: in a small shop larger than `smallestShare`. */
  readonly fewestShare: number;
};

/** Whether the rules' override leaves a candidate to choose from. */
export function isWanted({ space, model, k }: Candidate, { choose }: SegmentationRules): boolean {
  const matches = (wanted: unknown, actual: unknown) => wanted === null || wanted === actual;
  return matches(choose.space, space) && matches(choose.model, model) && matches(choose.k, k);
}
