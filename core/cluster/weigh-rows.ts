import type { Matrix } from '../matrix/matrix.js';
import { type DistinctRows, distinctRows } from './distinct-rows.js';

/** The distinct rows of a matrix, each with the number of times it occurs. */
export interface WeightedRows extends DistinctRows {
  /** Float64Array (count × cols), row-major, by first appearance. */
  readonly points: Matrix;
  /** Float64Array (count): copies of each, >= 1. */
  readonly weights: Float64Array;
}

/** Equal rows once, with a weight: w copies cost a model no more than one. */
export function weighRows(matrix: Matrix): WeightedRows {
  const { data, cols } = matrix;
  const { ids, count } = distinctRows(matrix);
  const weights = new Float64Array(count);
  const distinct = new Float64Array(count * cols);
  ids.forEach((id, i) => {
    if (weights[id] === 0) distinct.set(data.subarray(i * cols, (i + 1) * cols), id * cols);
    weights[id]!++;
  });
  return { ids, count, weights, points: { data: distinct, rows: count, cols } };
}
