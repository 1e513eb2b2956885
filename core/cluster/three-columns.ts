import type { Matrix } from '../matrix/matrix.js';

/** Points of up to three features, feature by feature; those that are missing are 0 throughout. */
export type ThreeColumns = readonly [Float64Array, Float64Array, Float64Array];

export const fitsThreeColumns = ({ cols }: Matrix): boolean => cols <= 3;

/** @param matrix at most three columns */
export function threeColumns({ data, rows, cols }: Matrix): ThreeColumns {
  const columns: ThreeColumns = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  for (let j = 0; j < cols; j++) {
    const column = columns[j]!;
    for (let i = 0; i < rows; i++) column[i] = data[i * cols + j]!;
  }
  return columns;
}
