import type { TreeCluster } from './fit-hdbscan.js';
import type { KDistanceKnee } from './k-distance-knee.js';

/** A fitted k-means model. */
export interface FittedKMeans {
  readonly model: 'kmeans';
  readonly k: number;
  /** nClusters × nDimensions. */
  readonly centers: readonly (readonly number[])[];
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A fitted DBSCAN model. */
export interface FittedDbscan {
  readonly model: 'dbscan';
  /** Clusters found. */
  readonly k: number;
  readonly eps: number;
  readonly minSamples: number;
  /** The k-distance curve and the knee at which eps was taken. */
  readonly knee: KDistanceKnee;
  readonly converged: true;
}

/** A fitted HDBSCAN model. */
export interface FittedHdbscan {
  readonly model: 'hdbscan';
  /** Clusters found. */
  readonly k: number;
  readonly minClusterSize: number;
  readonly minSamples: number;
  /** The condensed tree. */
  readonly tree: readonly TreeCluster[];
  readonly converged: true;
}

/** A fitted model as plain JSON: with the space it was fitted to, enough to assign customers it has never seen. */
export type FittedModel = FittedKMeans | FittedDbscan | FittedHdbscan;
