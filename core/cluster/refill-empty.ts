import type { Matrix } from '../matrix/matrix.js';
import { squaredDistance } from '../metrics/squared-distance.js';

/** Where the iteration stands. */
export interface LloydState {
  readonly centers: Matrix;
  readonly labels: Int32Array;
  /** Float64Array (nSamples): at least the distance to the own center. */
  readonly upper: Float64Array;
  /** Float64Array (nSamples): at most the distance to every other center. */
  readonly lower: Float64Array;
  /** Float64Array (nClusters): half the distance to the nearest other center. */
  readonly halfGaps: Float64Array;
  /** Float64Array (nClusters): how far each center moved last. */
  readonly moves: Float64Array;
  readonly sums: Float64Array;
  readonly sizes: Int32Array;
}

/** Moves each empty cluster to the farthest point of a larger one and returns how many it moved. */
export function refillEmpty(points: Matrix, state: LloydState): number {
  let refilled = 0;
  for (let k = 0; k < state.sizes.length; k++) {
    if (state.sizes[k]! > 0) continue;
    const i = findFarthest(points, state);
    if (i < 0) return refilled;
    movePoint(points, i, k, state);
    refilled++;
  }
  return refilled;
}

/** The point farthest from its center among clusters of two and more, or -1 where none is off its center. */
function findFarthest(points: Matrix, { centers, labels, sizes }: LloydState): number {
  let farthest = -1;
  let longest = 0;
  for (let i = 0; i < points.rows; i++) {
    if (sizes[labels[i]!]! < 2) continue;
    const distance = squaredDistance(points, i, centers, labels[i]!);
    if (distance <= longest) continue;
    longest = distance;
    farthest = i;
  }
  return farthest;
}

function movePoint({ data, cols }: Matrix, i: number, k: number, state: LloydState): void {
  const { labels, sums, sizes, upper, lower } = state;
  const from = labels[i]!;
  for (let j = 0; j < cols; j++) {
    const value = data[i * cols + j]!;
    sums[from * cols + j]! -= value;
    sums[k * cols + j] = value;
  }
  sizes[from]!--;
  sizes[k] = 1;
  labels[i] = k;
  upper[i] = Number.POSITIVE_INFINITY;
  lower[i] = 0;
}
