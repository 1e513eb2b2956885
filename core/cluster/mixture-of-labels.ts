import type { Matrix } from '../matrix/matrix.js';
import type { GaussianMixture } from './component-densities.js';

/** Keeps the mean of a component that nobody belongs to from being 0 / 0. */
export const leastSize = 10 * Number.EPSILON;

/**
 * The mixture under which weighted points of known components are likeliest, with `ridge` added to each variance.
 * @param points Float64Array (nPoints × nFeatures), row-major
 * @param weights Float64Array (nPoints): copies of each
 * @param labels Int32Array (nPoints), 0..nClusters-1
 * @see Bishop 2006, Pattern recognition and machine learning, equations 9.24-9.26
 */
export function mixtureOfLabels(
  { data, rows, cols }: Matrix,
  weights: Float64Array,
  labels: Int32Array,
  nClusters: number,
  ridge: number,
): GaussianMixture {
  const sizes = new Float64Array(nClusters).fill(leastSize);
  const means = new Float64Array(nClusters * cols);
  const covariances = new Float64Array(nClusters * cols * cols);
  for (let i = 0; i < rows; i++) {
    sizes[labels[i]!]! += weights[i]!;
    for (let j = 0; j < cols; j++) means[labels[i]! * cols + j]! += weights[i]! * data[i * cols + j]!;
  }
  for (let at = 0; at < means.length; at++) means[at]! /= sizes[Math.floor(at / cols)]!;
  for (let i = 0; i < rows; i++) {
    const first = labels[i]! * cols;
    for (let j = 0; j < cols; j++) {
      const weighted = (weights[i]! / sizes[labels[i]!]!) * (data[i * cols + j]! - means[first + j]!);
      for (let m = 0; m < cols; m++)
        covariances[(first + j) * cols + m]! += weighted * (data[i * cols + m]! - means[first + m]!);
    }
  }
  for (let row = 0; row < nClusters * cols; row++) covariances[row * cols + (row % cols)]! += ridge;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    weights: sizes.map((size) => size / total),
    means: { data: means, rows: nClusters, cols },
    covariances,
  };
}
