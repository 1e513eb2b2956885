import type { Matrix } from '../matrix/matrix.js';
import { clusterMeans } from './cluster-means.js';
import { countClusters } from './cluster-sizes.js';
import { squaredDistance } from './squared-distance.js';

/**
 * Sum over all samples of the squared distance to the mean of their cluster (k-means calls it inertia), >= 0.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1
 */
export function withinSumOfSquares(points: Matrix, labels: Int32Array): number {
  const means = clusterMeans(points, labels, countClusters(labels));
  let sum = 0;
  for (let i = 0; i < points.rows; i++) sum += squaredDistance(points, i, means, labels[i]!);
  return sum;
}
