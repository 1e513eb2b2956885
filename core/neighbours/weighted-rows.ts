import { distinctRows } from '../cluster/distinct-rows.js';
import type { Matrix } from '../matrix.js';

/** The distinct rows of a matrix, each with the number of samples it stands for. */
export interface WeightedRows {
  /** Float64Array (nDistinct × nFeatures), row-major, by first appearance. */
  readonly points: Matrix;
  /** Int32Array (nDistinct): how many samples are equal to it. */
  readonly weights: Int32Array;
  /** Int32Array (nSamples): the distinct row of each sample. */
  readonly ids: Int32Array;
}

/**
 * Puts equal samples together: a density model then takes time for distinct samples only, so that a
 * hundred thousand equal ones are one point.
 * @param matrix Float64Array (nSamples × nFeatures), row-major, all finite
 */
export function weightedRows(matrix: Matrix): WeightedRows {
  const { cols } = matrix;
  const { ids, count } = distinctRows(matrix);
  const data = new Float64Array(count * cols);
  const weights = new Int32Array(count);
  ids.forEach((id, i) => {
    if (weights[id]!++ === 0) data.set(matrix.data.subarray(i * cols, (i + 1) * cols), id * cols);
  });
  return { points: { data, rows: count, cols }, weights, ids };
}
