import type { Matrix } from '../matrix.js';

/**
 * Writes a matrix feature by feature, as the kernels take points.
 * @param columns Float64Array (at least nFeatures × stride), out
 * @param stride places of a column, >= nSamples
 */
export function writeColumns({ data, rows, cols }: Matrix, columns: Float64Array, stride: number): void {
  for (let i = 0, from = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, from++) columns[j * stride + i] = data[from]!;
}
