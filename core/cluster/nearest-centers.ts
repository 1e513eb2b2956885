import type { Matrix } from '../matrix/matrix.js';

const { POSITIVE_INFINITY: infinity } = Number;

/** Each point's nearest center. */
export interface Assignment {
  /** Int32Array (nSamples), 0..nClusters-1; ties go to the lowest. */
  readonly labels: Int32Array;
  /** Float64Array (nSamples): squared distance to that center. */
  readonly squaredDistances: Float64Array;
}

/**
 * Assigns each point to its nearest center: what k-means does with customers it has never seen.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param centers Float64Array (nClusters × nFeatures), row-major
 * @throws RangeError if the numbers of features differ
 */
export function nearestCenters(points: Matrix, centers: Matrix): Assignment {
  if (points.cols !== centers.cols) {
    throw new RangeError(`points have ${points.cols} features, centers ${centers.cols}`);
  }
  const labels = new Int32Array(points.rows);
  const squaredDistances = new Float64Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    let nearest = 0;
    let least = infinity;
    for (let k = 0, at = 0; k < centers.rows; k++) {
      let sum = 0;
      for (let j = i * points.cols; j < (i + 1) * points.cols; j++, at++) {
        const difference = points.data[j]! - centers.data[at]!;
        sum += difference * difference;
      }
      if (sum < least) {
        least = sum;
        nearest = k;
      }
    }
    labels[i] = nearest;
    squaredDistances[i] = least;
  }
  return { labels, squaredDistances };
}
