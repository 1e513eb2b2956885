import type { DistinctRows } from '../cluster/distinct-rows.js';
import type { Matrix } from '../matrix/matrix.js';

/** For each of the distinct rows the first row of a matrix that has its id. */
export function firstRows({ data, cols }: Matrix, { ids, count }: DistinctRows): Matrix {
  const first = new Float64Array(count * cols);
  for (let i = ids.length - 1; i >= 0; i--)
    first.set(data.subarray(i * cols, (i + 1) * cols), ids[i]! * cols);
  return { data: first, rows: count, cols };
}
