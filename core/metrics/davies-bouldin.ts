import type { Matrix } from '../matrix/matrix.js';
import { clusterMeans } from './cluster-means.js';
import { clusterSizes, countClusters } from './cluster-sizes.js';
import { squaredDistance } from './squared-distance.js';

/**
 * Davies-Bouldin index: for each cluster the worst ratio of scatter to separation against another one,
 * averaged. >= 0, lower is better; two clusters with the same mean count 0, as in scikit-learn.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1, no cluster empty
 * @see Davies, Bouldin 1979, A cluster separation measure
 */
export function daviesBouldin(points: Matrix, labels: Int32Array): number {
  const nClusters = countClusters(labels);
  const means = clusterMeans(points, labels, nClusters);
  const scatter = meanDistances(points, labels, means);
  let sum = 0;
  for (let a = 0; a < nClusters; a++) {
    let worst = 0;
    for (let b = 0; b < nClusters; b++) {
      const separation = Math.sqrt(squaredDistance(means, a, means, b));
      if (separation > 0) worst = Math.max(worst, (scatter[a]! + scatter[b]!) / separation);
    }
    sum += worst;
  }
  return sum / nClusters;
}

/** Mean distance of each cluster's samples to its mean. */
function meanDistances(points: Matrix, labels: Int32Array, means: Matrix): Float64Array {
  const distances = new Float64Array(means.rows);
  for (let i = 0; i < points.rows; i++) {
    distances[labels[i]!]! += Math.sqrt(squaredDistance(points, i, means, labels[i]!));
  }
  const sizes = clusterSizes(labels, means.rows);
  return distances.map((sum, k) => sum / sizes[k]!);
}
