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

/** A fitted model as plain JSON: with the space it was fitted to, enough to assign customers it has never seen. */
export type FittedModel = FittedKMeans;
