import type { Matrix } from '../matrix/matrix.js';
import { clusteredSamples } from '../metrics/clustered-samples.js';
import { assignByNeighbours } from './assign-by-neighbours.js';
import type { GaussianMixture } from './component-densities.js';
import type { FittedGaussianMixture, FittedModel } from './fitted-model.js';
import { likeliestComponents } from './gaussian-mixture.js';
import { nearestCenters } from './nearest-centers.js';

/** What a model was fitted to, and what it made of it. */
export interface Training {
  /** Float64Array (nSamples × nFeatures), row-major. */
  readonly points: Matrix;
  /** Int32Array (nSamples), 0..k-1; noise is -1. */
  readonly labels: Int32Array;
}

/**
 * Gives samples that a model has never seen their clusters, by the model's own rule: the nearest center or
 * medoid, the likeliest component, or for a tree and for density models most of the nearest neighbours.
 * @param queries Float64Array (nQueries × nFeatures), row-major, all finite
 * @returns Int32Array (nQueries), 0..k-1
 * @throws RangeError if the numbers of features differ
 */
export function assign(fitted: FittedModel, training: Training, queries: Matrix): Int32Array {
  switch (fitted.model) {
    case 'kmeans':
      return nearestCenters(queries, matrixOf(fitted.centers)).labels;
    case 'kmedoids':
      return nearestCenters(queries, matrixOf(fitted.medoids)).labels;
    case 'gmm':
      return likeliestComponents(queries, mixtureOf(fitted));
    case 'ward':
    case 'dbscan':
    case 'hdbscan':
      return assignByNeighbours(clusteredSamples(training.points, training.labels), queries);
  }
}

const mixtureOf = ({ weights, means, covariances }: FittedGaussianMixture): GaussianMixture => ({
  weights: Float64Array.from(weights),
  means: matrixOf(means),
  covariances: Float64Array.from(covariances.flat(2)),
});

const matrixOf = (rows: readonly (readonly number[])[]): Matrix => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  cols: rows[0]!.length,
});
