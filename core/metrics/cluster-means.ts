import type { Matrix } from '../matrix/matrix.js';

/**
 * The mean of each cluster's samples; 0 everywhere for an empty cluster.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1
 * @returns Float64Array (nClusters × nFeatures), row-major
 */
export function clusterMeans({ data, rows, cols }: Matrix, labels: Int32Array, nClusters: number): Matrix {
  const means = new Float64Array(nClusters * cols);
  const sizes = new Float64Array(nClusters);
  for (let i = 0; i < rows; i++) {
    const start = labels[i]! * cols;
    sizes[labels[i]!]!++;
    for (let j = 0; j < cols; j++) means[start + j]! += data[i * cols + j]!;
  }
  for (let k = 0; k < nClusters; k++) {
    if (sizes[k] === 0) continue;
    for (let at = k * cols; at < (k + 1) * cols; at++) means[at]! /= sizes[k]!;
  }
  return { data: means, rows: nClusters, cols };
}
