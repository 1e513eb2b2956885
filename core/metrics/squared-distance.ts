import type { Matrix } from '../matrix/matrix.js';

/** Squared Euclidean distance between row i of `a` and row j of `b`, which have the same number of columns. */
export function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  const { cols } = a;
  let sum = 0;
  for (let f = 0; f < cols; f++) {
    const difference = a.data[i * cols + f]! - b.data[j * cols + f]!;
    sum += difference * difference;
  }
  return sum;
}
