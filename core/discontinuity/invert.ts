/**
 * The inverse of a small symmetric positive definite matrix (n × n), by Gauss and Jordan with pivots.
 * @returns null where it has none that a double could tell
 */
export function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => Number(i === j))]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    }
    const size = rows[pivot]![column]!;
    if (!(Math.abs(size) > 1e-13 * Math.abs(matrix[0]![0]!))) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const row = rows[column]!;
    for (let j = 0; j < 2 * n; j++) row[j]! /= size;
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = rows[i]![column]!;
      for (let j = 0; j < 2 * n; j++) rows[i]![j]! -= factor * row[j]!;
    }
  }
  return rows.map((row) => row.slice(n));
}
