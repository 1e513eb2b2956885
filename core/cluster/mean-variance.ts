import type { Matrix } from '../matrix/matrix.js';

/** Mean over the features of their population variance, by Welford's recurrence. */
export function meanVariance({ data, rows, cols }: Matrix): number {
  let total = 0;
  for (let j = 0; j < cols; j++) {
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < rows; i++) {
      const value = data[i * cols + j]!;
      const difference = value - mean;
      mean += difference / (i + 1);
      squares += difference * (value - mean);
    }
    total += squares / rows;
  }
  return total / cols;
}
