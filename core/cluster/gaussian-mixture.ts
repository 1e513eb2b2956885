import type { Matrix } from '../matrix.js';
import { cholesky, invertLower } from './cholesky.js';

const { exp, log, min, PI } = Math;

/** A mixture of normal distributions, each with a covariance matrix of its own. */
export interface GaussianMixture {
  /** Float64Array (nClusters): they add up to 1. */
  readonly weights: Float64Array;
  /** Float64Array (nClusters × nFeatures), row-major. */
  readonly means: Matrix;
  /** Float64Array (nClusters × nFeatures × nFeatures), row-major. */
  readonly covariances: Float64Array;
}

/**
 * Writes the logarithm of each component's weight times its density at each point.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param out Float64Array (nClusters × nSamples), component by component
 * @see Bishop 2006, Pattern recognition and machine learning, section 9.2
 */
export function logDensities(points: Matrix, mixture: GaussianMixture, out: Float64Array): void {
  const { weights, means, covariances } = mixture;
  const size = points.cols * points.cols;
  const whitening = new Float64Array(size);
  for (let k = 0; k < means.rows; k++) {
    cholesky(covariances.subarray(k * size, (k + 1) * size), points.cols, whitening);
    invertLower(whitening, points.cols);
    let constant = log(weights[k]!) - (points.cols / 2) * log(2 * PI);
    for (let j = 0; j < points.cols; j++) constant += log(whitening[j * points.cols + j]!);
    const mean = means.data.subarray(k * points.cols, (k + 1) * points.cols);
    const row = out.subarray(k * points.rows, (k + 1) * points.rows);
    addMahalanobis(points, mean, whitening, constant, row);
  }
}

/**
 * Writes constant - |whitening (x - mean)|² / 2 for each point. Four points at a time: loops over few
 * features spend more on the loop than on the sums (5,689 × 5: 44 ns per point one by one, 17 ns so).
 */
function addMahalanobis(
  points: Matrix,
  mean: Float64Array,
  whitening: Float64Array,
  constant: number,
  out: Float64Array,
): void {
  const { rows, cols } = points;
  const centered = new Float64Array(4 * cols);
  for (let i = 0; i < rows; i += 4) {
    centerFour(points, i, mean, centered);
    let squared0 = 0;
    let squared1 = 0;
    let squared2 = 0;
    let squared3 = 0;
    for (let j = 0; j < cols; j++) {
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let m = 0, at = j * cols; m <= 4 * j; m += 4, at++) {
        const factor = whitening[at]!;
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
    // Writes beyond the end of a typed array are no writes.
    out[i] = constant - squared0 / 2;
    out[i + 1] = constant - squared1 / 2;
    out[i + 2] = constant - squared2 / 2;
    out[i + 3] = constant - squared3 / 2;
  }
}

/**
 * Writes the deviations of points i to i + 3 from the mean, feature by feature; beyond the end the last
 * point stands in.
 * @param out Float64Array (nFeatures × 4)
 */
export function centerFour(
  { data, rows, cols }: Matrix,
  i: number,
  mean: Float64Array,
  out: Float64Array,
): void {
  const last = rows - 1;
  let at0 = i * cols;
  let at1 = min(i + 1, last) * cols;
  let at2 = min(i + 2, last) * cols;
  let at3 = min(i + 3, last) * cols;
  for (let j = 0; j < cols; j++) {
    const center = mean[j]!;
    out[4 * j] = data[at0++]! - center;
    out[4 * j + 1] = data[at1++]! - center;
    out[4 * j + 2] = data[at2++]! - center;
    out[4 * j + 3] = data[at3++]! - center;
  }
}

/** Responsibilities below e^-40 of the largest are 0: with 16 digits they change no sum. */
const negligible = -40;

/**
 * Turns log densities into responsibilities: the chance, given the point, that it came from each component.
 * @param densities Float64Array (nClusters × nSamples), as `logDensities` writes; replaced
 * @param weights Float64Array (nSamples): copies of each point
 * @returns the log-likelihood of all points
 */
export function toResponsibilities(densities: Float64Array, weights: Float64Array): number {
  const n = weights.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = i; at < densities.length; at += n) if (densities[at]! > largest) largest = densities[at]!;
    let sum = 0;
    for (let at = i; at < densities.length; at += n) {
      const difference = densities[at]! - largest;
      const share = difference < negligible ? 0 : exp(difference);
      densities[at] = share;
      sum += share;
    }
    for (let at = i; at < densities.length; at += n) densities[at]! /= sum;
    total += weights[i]! * (largest + log(sum));
  }
  return total;
}

/**
 * The component with the highest responsibility: what a mixture does with customers it has never seen.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @returns Int32Array (nSamples), 0..nClusters-1; ties go to the lowest
 * @throws RangeError if the numbers of features differ
 */
export function likeliestComponents(points: Matrix, mixture: GaussianMixture): Int32Array {
  const { rows, cols } = mixture.means;
  if (points.cols !== cols) throw new RangeError(`points have ${points.cols} features, the mixture ${cols}`);
  const densities = new Float64Array(rows * points.rows);
  logDensities(points, mixture, densities);
  const labels = new Int32Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    for (let k = 1; k < rows; k++) {
      if (densities[k * points.rows + i]! > densities[labels[i]! * points.rows + i]!) labels[i] = k;
    }
  }
  return labels;
}
