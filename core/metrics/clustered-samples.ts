import type { Matrix } from '../matrix/matrix.js';

/** The samples that are in a cluster. */
export interface ClusteredSamples {
  /** Float64Array (nClustered × nFeatures), row-major. */
  readonly points: Matrix;
  /** Int32Array (nClustered), 0..nClusters-1. */
  readonly labels: Int32Array;
}

/**
 * Leaves noise out: it is no cluster, so no measure of clusters may count it as one.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1, noise -1
 */
export function clusteredSamples(points: Matrix, labels: Int32Array): ClusteredSamples {
  const kept = labels.filter((label) => label >= 0);
  if (kept.length === labels.length) return { points, labels };
  const { cols } = points;
  const data = new Float64Array(kept.length * cols);
  let at = 0;
  labels.forEach((label, i) => {
    if (label >= 0) data.set(points.data.subarray(i * cols, (i + 1) * cols), at++ * cols);
  });
  return { points: { data, rows: kept.length, cols }, labels: kept };
}
