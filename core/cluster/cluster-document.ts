import type { FittedModel } from './fitted-model.js';
import type { LeaderboardRow } from './leaderboard-row.js';

/**
 * What `runs/<runId>/cluster/<space>-<model>.json` holds. Row i of the `.npy` beside it, int32
 * (nCandidates × nCustomers), has the labels of candidate i.
 */
export interface ClusterDocument {
  readonly rows: readonly LeaderboardRow[];
  readonly fitted: readonly FittedModel[];
  /** Fits that found fewer than two clusters: no segmentation, so no candidates. */
  readonly withoutSegments: readonly FittedModel[];
}
