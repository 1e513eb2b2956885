import type { Matrix } from '../matrix.js';
import { centerFour, type GaussianMixture } from './gaussian-mixture.js';

/** Keeps the mean of a component that nobody belongs to from being 0 / 0. */
const leastSize = 10 * Number.EPSILON;

/**
 * The mixture under which weighted points with these responsibilities are likeliest, with `ridge` added to
 * each variance.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param weights Float64Array (nSamples): copies of each point
 * @param responsibilities Float64Array (nClusters × nSamples), component by component
 * @see Bishop 2006, Pattern recognition and machine learning, equations 9.24-9.26
 */
export function maximize(
  points: Matrix,
  weights: Float64Array,
  responsibilities: Float64Array,
  ridge: number,
): GaussianMixture {
  const { rows, cols } = points;
  const nClusters = responsibilities.length / rows;
  const sizes = new Float64Array(nClusters);
  const means = new Float64Array(nClusters * cols);
  const covariances = new Float64Array(nClusters * cols * cols);
  // Room for the points that stand in beyond the end, with a share of 0.
  const shares = new Float64Array(rows + 3);
  for (let k = 0; k < nClusters; k++) {
    let size = leastSize;
    for (let i = 0; i < rows; i++) {
      shares[i] = responsibilities[k * rows + i]! * weights[i]!;
      size += shares[i]!;
    }
    sizes[k] = size;
    const mean = means.subarray(k * cols, (k + 1) * cols);
    writeMean(points, shares, size, mean);
    writeCovariance(points, shares, size, mean, ridge, covariances.subarray(k * cols * cols));
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    weights: sizes.map((size) => size / total),
    means: { data: means, rows: nClusters, cols },
    covariances,
  };
}

function writeMean(points: Matrix, shares: Float64Array, size: number, mean: Float64Array): void {
  const { data, rows, cols } = points;
  for (let i = 0; i < rows; i++) {
    const share = shares[i]!;
    if (share === 0) continue;
    for (let j = 0, at = i * cols; j < cols; j++, at++) mean[j]! += share * data[at]!;
  }
  for (let j = 0; j < cols; j++) mean[j]! /= size;
}

/** Four points at a time, as in `logDensities`. */
function writeCovariance(
  points: Matrix,
  shares: Float64Array,
  size: number,
  mean: Float64Array,
  ridge: number,
  out: Float64Array,
): void {
  const { cols } = points;
  const centered = new Float64Array(4 * cols);
  for (let i = 0; i < points.rows; i += 4) {
    const share0 = shares[i]!;
    const share1 = shares[i + 1]!;
    const share2 = shares[i + 2]!;
    const share3 = shares[i + 3]!;
    if (share0 + share1 + share2 + share3 === 0) continue;
    centerFour(points, i, mean, centered);
    for (let j = 0; j < cols; j++) {
      const weighted0 = share0 * centered[4 * j]!;
      const weighted1 = share1 * centered[4 * j + 1]!;
      const weighted2 = share2 * centered[4 * j + 2]!;
      const weighted3 = share3 * centered[4 * j + 3]!;
      for (let m = 0, at = j * cols; m <= 4 * j; m += 4, at++) {
        out[at]! +=
          weighted0 * centered[m]! +
          weighted1 * centered[m + 1]! +
          weighted2 * centered[m + 2]! +
          weighted3 * centered[m + 3]!;
      }
    }
  }
  for (let j = 0; j < cols; j++) {
    for (let m = 0; m < j; m++) {
      out[j * cols + m]! /= size;
      out[m * cols + j] = out[j * cols + m]!;
    }
    out[j * cols + j] = out[j * cols + j]! / size + ridge;
  }
}
