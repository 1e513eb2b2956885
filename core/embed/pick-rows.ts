import type { Matrix } from '../matrix/matrix.js';

/** The matrix whose row i is row ids[i] of another. */
export function pickRows({ data, cols }: Matrix, ids: Int32Array): Matrix {
  const picked = new Float64Array(ids.length * cols);
  ids.forEach((id, i) => {
    picked.set(data.subarray(id * cols, (id + 1) * cols), i * cols);
  });
  return { data: picked, rows: ids.length, cols };
}
