import type { Matrix } from '../matrix/matrix.js';

/**
 * The one-to-one assignment of rows to columns with the largest total: the Hungarian method with potentials, O(n³).
 * @param weights Float64Array (nRows × nCols), row-major, finite
 * @returns Int32Array (nRows): each row's column, -1 where there are fewer columns than rows and it has none.
 *   Equal totals go to the lowest indices that the method meets first, so that the result never varies.
 * @see Kuhn 1955; Jonker and Volgenant 1987 for the shortest augmenting path
 * @example assignMost({ data: Float64Array.of(5, 9, 4, 9), rows: 2, cols: 2 }) // [0, 1]: 5 + 9 beats 9 + 4
 */
export function assignMost({ data, rows, cols }: Matrix): Int32Array {
  const size = Math.max(rows, cols);
  // Square, with rows and columns that weigh nothing; the method looks for the least cost.
  const cost = (i: number, j: number) => (i < rows && j < cols ? -data[i * cols + j]! : 0);
  const rowOf = matchColumns(size, cost);
  const columns = new Int32Array(rows).fill(-1);
  for (let j = 0; j < cols; j++) if (rowOf[j]! < rows) columns[rowOf[j]!] = j;
  return columns;
}

/** Int32Array (size): the row of each column in the assignment with the least cost. */
function matchColumns(size: number, cost: (i: number, j: number) => number): Int32Array {
  // Index 0 is a column that stands for the row being placed; columns count from 1.
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  const rowOf = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    const came = new Int32Array(size + 1);
    const slack = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const isReached = new Uint8Array(size + 1);
    let column = 0;
    rowOf[0] = row;
    while (rowOf[column] !== 0) {
      isReached[column] = 1;
      const from = rowOf[column]!;
      let next = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let j = 1; j <= size; j++) {
        if (isReached[j]) continue;
        const reduced = cost(from - 1, j - 1) - rowPotential[from]! - columnPotential[j]!;
        if (reduced < slack[j]!) {
          slack[j] = reduced;
          came[j] = column;
        }
        if (slack[j]! < least) {
          least = slack[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= size; j++) {
        if (isReached[j]) {
          rowPotential[rowOf[j]!]! += least;
          columnPotential[j]! -= least;
        } else slack[j]! -= least;
      }
      column = next;
    }
    for (; column !== 0; column = came[column]!) rowOf[column] = rowOf[came[column]!]!;
  }
  return rowOf.subarray(1).map((row) => row - 1);
}
