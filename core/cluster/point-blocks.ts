import type { Matrix } from '../matrix/matrix.js';
import { fitsThreeColumns, type ThreeColumns, threeColumns } from './three-columns.js';

/** Points that follow each other: so few that they lie close together, so many that their box costs little. */
export const blockSize = 32;

/** Weighted points in blocks that a kernel takes, or passes over, together. */
export interface PointBlocks {
  /** Float64Array (nPadded × nFeatures), row-major: filled up to a multiple of four by copies of the last point. */
  readonly points: Matrix;
  /** The same feature by feature; null where there are more than three. */
  readonly columns: ThreeColumns | null;
  /** Float64Array (nPadded): copies of each; 0 for those that fill up. */
  readonly weights: Float64Array;
  /** Sum of the weights. */
  readonly nSamples: number;
  readonly nBlocks: number;
  /** Float64Array (nBlocks × nFeatures): the middle of each block's box, and half its width. */
  readonly centers: Float64Array;
  readonly halfWidths: Float64Array;
}

/**
 * @param points Float64Array (nPoints × nFeatures), row-major, nPoints >= 1; fastest where neighbours follow each other
 * @param weights Float64Array (nPoints), > 0
 */
export function pointBlocks(points: Matrix, weights: Float64Array): PointBlocks {
  const padded = padRows(points);
  const { data, rows, cols } = padded;
  const nBlocks = Math.ceil(rows / blockSize);
  const centers = new Float64Array(nBlocks * cols);
  const halfWidths = new Float64Array(nBlocks * cols);
  for (let block = 0; block < nBlocks; block++) {
    const end = Math.min((block + 1) * blockSize, rows);
    for (let j = 0; j < cols; j++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let i = block * blockSize; i < end; i++) {
        low = Math.min(low, data[i * cols + j]!);
        high = Math.max(high, data[i * cols + j]!);
      }
      centers[block * cols + j] = low / 2 + high / 2;
      halfWidths[block * cols + j] = high / 2 - low / 2;
    }
  }
  const nSamples = weights.reduce((sum, weight) => sum + weight, 0);
  const paddedWeights = new Float64Array(rows);
  paddedWeights.set(weights);
  const columns = fitsThreeColumns(padded) ? threeColumns(padded) : null;
  return { points: padded, columns, weights: paddedWeights, nSamples, nBlocks, centers, halfWidths };
}

/** The points, filled up to a multiple of four by copies of the last one. */
export function padRows({ data, rows, cols }: Matrix): Matrix {
  const nPadded = Math.ceil(rows / 4) * 4;
  const filled = new Float64Array(nPadded * cols);
  filled.set(data);
  for (let i = rows; i < nPadded; i++) filled.set(data.subarray((rows - 1) * cols, rows * cols), i * cols);
  return { data: filled, rows: nPadded, cols };
}
