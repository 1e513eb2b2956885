import type { Matrix } from '../matrix/matrix.js';
import { clusterMeans } from './cluster-means.js';
import { clusterSizes, countClusters } from './cluster-sizes.js';
import { squaredDistance } from './squared-distance.js';
import { withinSumOfSquares } from './within-sum-of-squares.js';

/**
 * Calinski-Harabasz index: the clusters' variance around the common mean over the variance within them,
 * each by its degrees of freedom. >= 0, higher is better; 1 where nothing varies within, as in scikit-learn.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1, with 2 <= nClusters < nSamples
 * @see Calinski, Harabasz 1974, A dendrite method for cluster analysis
 */
export function calinskiHarabasz(points: Matrix, labels: Int32Array): number {
  const nClusters = countClusters(labels);
  const sizes = clusterSizes(labels, nClusters);
  const means = clusterMeans(points, labels, nClusters);
  const center = clusterMeans(points, new Int32Array(points.rows), 1);
  let between = 0;
  for (let k = 0; k < nClusters; k++) between += sizes[k]! * squaredDistance(means, k, center, 0);
  const within = withinSumOfSquares(points, labels);
  return within === 0 ? 1 : (between * (points.rows - nClusters)) / (within * (nClusters - 1));
}
