import type { Matrix } from '../matrix/matrix.js';
import { squaredDistance } from './squared-distance.js';

/**
 * The silhouette of every sample by the centers of clusters instead of all their members: distance to the own
 * center against that to the nearest other one. Takes time in proportion to samples × clusters, where the exact one
 * takes the square of the samples.
 * @param points Float64Array (nSamples × nDimensions), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1, noise -1
 * @param centers Float64Array (nClusters × nDimensions), row-major, at least two
 * @returns Float64Array (nSamples), -1..1; NaN for noise
 * @see Hruschka, de Castro, Campello 2004, Evolutionary algorithms for clustering gene-expression data
 */
export function simplifiedSilhouettes(points: Matrix, labels: Int32Array, centers: Matrix): Float64Array {
  const distances = new Float64Array(centers.rows);
  return Float64Array.from(labels, (label, i) => {
    if (label < 0) return Number.NaN;
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < centers.rows; k++) {
      distances[k] = Math.sqrt(squaredDistance(points, i, centers, k));
      if (k !== label) nearest = Math.min(nearest, distances[k]!);
    }
    const larger = Math.max(distances[label]!, nearest);
    return larger === 0 ? 0 : (nearest - distances[label]!) / larger;
  });
}
