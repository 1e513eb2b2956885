import type { Matrix } from '../matrix/matrix.js';
import { clusterMeans } from '../metrics/cluster-means.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Principal components: plain JSON that projects rows it has never seen. */
export interface Pca {
  /** Mean of each feature. */
  readonly mean: readonly number[];
  /** The components kept, each a unit vector over the features, whose largest loading is positive. */
  readonly components: readonly (readonly number[])[];
  /** Sample variance along every component, kept or not, falling, >= 0. */
  readonly explainedVariance: readonly number[];
  /** The same as shares of the total variance, 0..1. */
  readonly explainedVarianceRatio: readonly number[];
}

/** Loadings this close are equally large, whatever rounding made of them. */
const tieShare = 1 - 1e-9;

/**
 * Principal component analysis by the eigenvectors of the covariance.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 * @param variance keep the fewest components that explain this share, 0..1, but at least two where there are two
 * @throws RangeError if there are fewer than two samples
 * @see Jolliffe 2002, Principal component analysis, chapters 2 and 6.1.1
 */
export function fitPca(points: Matrix, { variance = 0.95 }: { variance?: number } = {}): Pca {
  if (points.rows < 2) throw new RangeError(`PCA needs at least 2 samples; got ${points.rows}`);
  const { data: mean } = clusterMeans(points, new Int32Array(points.rows), 1);
  const { values, vectors } = symmetricEigen(covariance(points, mean));
  // Rounding can leave the variance of a direction that has none slightly below 0.
  const explainedVariance = Array.from(values, (value) => Math.max(0, value));
  const total = explainedVariance.reduce((sum, value) => sum + value, 0);
  const explainedVarianceRatio = explainedVariance.map((value) => (total === 0 ? 0 : value / total));
  const nComponents = countComponents(explainedVarianceRatio, variance);
  const components = Array.from({ length: nComponents }, (_, c) =>
    orient(Array.from(vectors.data.subarray(c * vectors.cols, (c + 1) * vectors.cols))),
  );
  return { mean: Array.from(mean), components, explainedVariance, explainedVarianceRatio };
}

/** Sample covariance (nSamples - 1) of the features. */
function covariance({ data, rows, cols }: Matrix, mean: Float64Array): Matrix {
  const sums = new Float64Array(cols * cols);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < cols; a++) {
      const difference = data[i * cols + a]! - mean[a]!;
      for (let b = 0; b <= a; b++) sums[a * cols + b]! += difference * (data[i * cols + b]! - mean[b]!);
    }
  }
  for (let a = 0; a < cols; a++) {
    for (let b = 0; b <= a; b++) {
      sums[a * cols + b]! /= rows - 1;
      sums[b * cols + a] = sums[a * cols + b]!;
    }
  }
  return { data: sums, rows: cols, cols };
}

function countComponents(ratios: readonly number[], variance: number): number {
  let count = 0;
  for (let share = 0; count < ratios.length && share < variance; count++) share += ratios[count]!;
  return Math.min(ratios.length, Math.max(2, count));
}

/** An eigenvector's sign is arbitrary: the first of its largest loadings becomes positive. */
function orient(vector: number[]): number[] {
  const largest = Math.max(...vector.map(Math.abs));
  const leading = vector.find((loading) => Math.abs(loading) >= largest * tieShare)!;
  return leading < 0 ? vector.map((loading) => -loading) : vector;
}
