import type { Matrix } from '../matrix/matrix.js';
import { doublesAt } from './kernels.js';

/** Kernels take features by threes. */
export const groupsOf = ({ cols }: Matrix): number => Math.ceil(cols / 3);

/** Bytes of a matrix feature by feature, as the kernels take points. @param stride places of a column, >= nSamples */
export const columnsBytes = (points: Matrix, stride: number): number => 8 * 3 * groupsOf(points) * stride;

/**
 * Writes a matrix feature by feature; what fills up is 0.
 * @param at where in the memory
 * @returns Float64Array (3 × nGroups × stride)
 */
export function writeColumns(points: Matrix, at: number, stride: number): Float64Array {
  const { data, rows, cols } = points;
  const columns = doublesAt(at, 3 * groupsOf(points) * stride).fill(0);
  for (let i = 0, from = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, from++) columns[j * stride + i] = data[from]!;
  return columns;
}
