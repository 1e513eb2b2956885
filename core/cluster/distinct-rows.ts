import type { Matrix } from '../matrix/matrix.js';

/** Which rows of a matrix are the same: `ids[i]` is the number of row i's value, counted from 0 by first appearance. */
export interface DistinctRows {
  /** Int32Array (rows). */
  readonly ids: Int32Array;
  readonly count: number;
}

/** Numbers the distinct rows of a matrix; 0 and -0 are the same, NaN is not allowed. */
export function distinctRows(matrix: Matrix): DistinctRows {
  const { rows } = matrix;
  const ids = new Int32Array(rows);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 1))).fill(-1);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    let slot = hashRow(matrix, i) & (slots.length - 1);
    while (slots[slot]! >= 0 && !rowsEqual(matrix, slots[slot]!, i)) slot = (slot + 1) & (slots.length - 1);
    const first = slots[slot]!;
    if (first < 0) slots[slot] = i;
    ids[i] = first < 0 ? count++ : ids[first]!;
  }
  return { ids, count };
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

function hashRow({ data, cols }: Matrix, i: number): number {
  let hash = 0;
  for (let j = i * cols; j < (i + 1) * cols; j++) {
    // Adding 0 turns -0 into 0, so that equal rows have equal hashes.
    double[0] = data[j]! + 0;
    hash = Math.imul(hash ^ words[0]!, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ words[1]!, 0xc2b2ae35);
    hash ^= hash >>> 13;
  }
  return hash;
}

function rowsEqual({ data, cols }: Matrix, a: number, b: number): boolean {
  for (let j = 0; j < cols; j++) if (data[a * cols + j] !== data[b * cols + j]) return false;
  return true;
}
