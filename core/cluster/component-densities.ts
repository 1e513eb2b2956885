import type { Matrix } from '../matrix/matrix.js';
import { cholesky, invertLower } from './cholesky.js';

/** A mixture of normal distributions, each with a covariance matrix of its own. */
export interface GaussianMixture {
  /** Float64Array (nClusters): they add up to 1. */
  readonly weights: Float64Array;
  /** Float64Array (nClusters × nFeatures), row-major. */
  readonly means: Matrix;
  /** Float64Array (nClusters × nFeatures × nFeatures), row-major. */
  readonly covariances: Float64Array;
}

/** A mixture as its densities are computed: |whitening (x - mean)|² is the squared Mahalanobis distance. */
export interface Whitening {
  /** Float64Array (nClusters × nFeatures), row-major. */
  readonly means: Float64Array;
  /** Float64Array (nClusters × nFeatures × nFeatures): inverse Cholesky factors of the covariances, lower triangular. */
  readonly whitenings: Float64Array;
  /** Float64Array (nClusters): log of weight times density at the mean. */
  readonly constants: Float64Array;
}

/** @see Bishop 2006, Pattern recognition and machine learning, sections 2.3 and 9.2 */
export function whiten({ weights, means, covariances }: GaussianMixture): Whitening {
  const { rows, cols } = means;
  const size = cols * cols;
  const whitenings = new Float64Array(covariances.length);
  const constants = weights.map((weight) => Math.log(weight) - (cols / 2) * Math.log(2 * Math.PI));
  for (let k = 0; k < rows; k++) {
    const whitening = whitenings.subarray(k * size, (k + 1) * size);
    cholesky(covariances.subarray(k * size, (k + 1) * size), cols, whitening);
    invertLower(whitening, cols);
    for (let j = 0; j < cols; j++) constants[k]! += Math.log(whitening[j * cols + j]!);
  }
  return { means: means.data, whitenings, constants };
}

/**
 * Writes the log of component k's weight times its density at the points start..end - 1, a multiple of four of them.
 * Four at a time: loops over few features spend more on the loop than on the sums (5,689 × 5: 44 ns per point one by
 * one, 17 ns so).
 * @param data Float64Array (nPoints × nFeatures), row-major
 * @param centered Float64Array (nFeatures × 4): scratch
 * @param out written from place `to`
 */
export function writeDensities(
  data: Float64Array,
  cols: number,
  start: number,
  end: number,
  { means, whitenings, constants }: Whitening,
  k: number,
  centered: Float64Array,
  out: Float64Array,
  to: number,
): void {
  const constant = constants[k]!;
  for (let i = start, at = to; i < end; i += 4, at += 4) {
    centerFour(data, cols, i, means, k, centered);
    let squared0 = 0;
    let squared1 = 0;
    let squared2 = 0;
    let squared3 = 0;
    for (let j = 0; j < cols; j++) {
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let m = 0, from = (k * cols + j) * cols; m <= 4 * j; m += 4, from++) {
        const factor = whitenings[from]!;
        sum0 += factor * centered[m]!;
        sum1 += factor * centered[m + 1]!;
        sum2 += factor * centered[m + 2]!;
        sum3 += factor * centered[m + 3]!;
      }
      squared0 += sum0 * sum0;
      squared1 += sum1 * sum1;
      squared2 += sum2 * sum2;
      squared3 += sum3 * sum3;
    }
    out[at] = constant - squared0 / 2;
    out[at + 1] = constant - squared1 / 2;
    out[at + 2] = constant - squared2 / 2;
    out[at + 3] = constant - squared3 / 2;
  }
}

/**
 * Writes the deviations of the points i..i + 3 from mean k, feature by feature.
 * @param out Float64Array (nFeatures × 4)
 */
export function centerFour(
  data: Float64Array,
  cols: number,
  i: number,
  means: Float64Array,
  k: number,
  out: Float64Array,
): void {
  for (let j = 0, at = i * cols, to = 0; j < cols; j++, at++, to += 4) {
    const center = means[k * cols + j]!;
    out[to] = data[at]! - center;
    out[to + 1] = data[at + cols]! - center;
    out[to + 2] = data[at + 2 * cols]! - center;
    out[to + 3] = data[at + 3 * cols]! - center;
  }
}
