import type { Matrix } from './matrix.js';

/**
 * Columns side by side as a matrix.
 * @param columns each Float64Array (rows)
 * @param names those of the columns wanted, in order, at least one
 */
export function interleave(
  columns: Readonly<Record<string, Float64Array>>,
  names: readonly string[],
): Matrix {
  const rows = columns[names[0]!]!.length;
  const data = new Float64Array(rows * names.length);
  names.forEach((name, j) => {
    columns[name]!.forEach((value, i) => {
      data[i * names.length + j] = value;
    });
  });
  return { data, rows, cols: names.length };
}
