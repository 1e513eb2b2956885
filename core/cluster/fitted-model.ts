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

/** A fitted Gaussian mixture with full covariances. */
export interface FittedGaussianMixture {
  readonly model: 'gmm';
  readonly k: number;
  /** Share of each component: they add up to 1. */
  readonly weights: readonly number[];
  /** nClusters × nDimensions. */
  readonly means: readonly (readonly number[])[];
  /** nClusters × nDimensions × nDimensions, with the ridge. */
  readonly covariances: readonly (readonly (readonly number[])[])[];
  readonly logLikelihood: number;
  readonly bic: number;
  readonly aic: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A cut of Ward's tree. New customers go with most of their nearest neighbours. */
export interface FittedWard {
  readonly model: 'ward';
  readonly k: number;
  /** Height of the last merge within the segments; 0 where there is none. */
  readonly height: number;
  /** Height of the merge that would leave k - 1 segments. */
  readonly nextHeight: number;
  readonly converged: true;
}

/** A fitted k-medoids model. */
export interface FittedKMedoids {
  readonly model: 'kmedoids';
  readonly k: number;
  /** nClusters × nDimensions: customers. */
  readonly medoids: readonly (readonly number[])[];
  /** Sum of the distances to the medoids. */
  readonly deviation: number;
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
export type FittedModel =
  | FittedKMeans
  | FittedGaussianMixture
  | FittedWard
  | FittedKMedoids
  | FittedDbscan
  | FittedHdbscan;
