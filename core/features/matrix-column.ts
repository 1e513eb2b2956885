import type { Matrix } from '../matrix/matrix.js';

/** Column j of a matrix: Float64Array (rows). */
export const matrixColumn = ({ data, rows, cols }: Matrix, j: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!);
