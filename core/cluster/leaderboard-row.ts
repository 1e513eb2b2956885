import type { Model, Space } from '../rules/rules.js';

/** One candidate segmentation and how it measures up. */
export interface LeaderboardRow {
  readonly space: Space;
  readonly model: Model;
  /** Number of segments. */
  readonly k: number;
  /** Mean silhouette in the space, -1..1. Does not compare between spaces. */
  readonly silhouette: number;
  /** Mean silhouette in the scaled features, -1..1: the honest comparison between spaces. */
  readonly silhouetteScaled: number;
  /** In the space; lower is better. */
  readonly daviesBouldin: number;
  /** In the space; higher is better. */
  readonly calinskiHarabasz: number;
  /** Within-cluster sum of squares in the space. */
  readonly inertia: number;
  /** The same three in the scaled features. */
  readonly daviesBouldinScaled: number;
  readonly calinskiHarabaszScaled: number;
  readonly inertiaScaled: number;
  /** Information criteria of a mixture, lower is better; null for every other model. */
  readonly bic: number | null;
  readonly aic: number | null;
  /** Shares of the customers, 0..1. */
  readonly smallestShare: number;
  readonly largestShare: number;
  /** Share of the customers in no segment, 0..1. */
  readonly noiseShare: number;
  /** Customers per segment, by label. */
  readonly sizes: readonly number[];
  readonly converged: boolean;
}
