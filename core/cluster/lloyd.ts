import type { Matrix } from '../matrix/matrix.js';
import { squaredDistance } from '../metrics/squared-distance.js';
import type { LloydState } from './refill-empty.js';
import { refillEmpty } from './refill-empty.js';

const { max, sqrt } = Math;
const { POSITIVE_INFINITY: infinity } = Number;

/** Where Lloyd's iteration stopped. */
export interface LloydResult {
  /** Float64Array (nClusters × nFeatures), row-major. */
  readonly centers: Matrix;
  /** Int32Array (nSamples): the clusters whose means the centers are. */
  readonly labels: Int32Array;
  readonly iterations: number;
  /** Whether no label changed or the centers moved no more than the tolerance, before the iterations ran out. */
  readonly converged: boolean;
}

export interface LloydOptions {
  readonly maxIterations: number;
  /** Sum of squared moves of the centers at which to stop; 0: only when no label changes. */
  readonly tolerance: number;
}

/**
 * Lloyd's iteration from given centers, with Hamerly's bounds: a point is compared with every center
 * only when its own center may no longer be the nearest. A cluster that loses its last point moves to
 * the point farthest from its center.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param start Float64Array (nClusters × nFeatures), row-major; not changed
 * @see Hamerly 2010, Making k-means even faster, algorithm 1
 */
export function lloyd(
  points: Matrix,
  start: Matrix,
  { maxIterations, tolerance }: LloydOptions,
): LloydResult {
  const state = createState(points, start);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const changes = assign(points, state);
    sumClusters(points, state);
    const refilled = refillEmpty(points, state);
    if (changes + refilled === 0 && iteration > 1) return finish(state, iteration, true);
    if (moveCenters(state) <= tolerance && refilled === 0) return finish(state, iteration, true);
    moveBounds(state);
  }
  return finish(state, maxIterations, false);
}

const finish = ({ centers, labels }: LloydState, iterations: number, converged: boolean): LloydResult => ({
  centers,
  labels,
  iterations,
  converged,
});

function createState(points: Matrix, start: Matrix): LloydState {
  return {
    centers: { ...start, data: start.data.slice() },
    labels: new Int32Array(points.rows),
    upper: new Float64Array(points.rows).fill(infinity),
    lower: new Float64Array(points.rows),
    halfGaps: new Float64Array(start.rows),
    moves: new Float64Array(start.rows),
    sums: new Float64Array(start.data.length),
    sizes: new Int32Array(start.rows),
  };
}

/** Gives every point its nearest center and returns how many labels changed. */
function assign(points: Matrix, state: LloydState): number {
  const { data, rows, cols } = points;
  const { labels, upper, lower, halfGaps } = state;
  const centers = state.centers.data;
  measureGaps(state.centers, halfGaps);
  let changes = 0;
  for (let i = 0; i < rows; i++) {
    const own = labels[i]!;
    const bound = max(halfGaps[own]!, lower[i]!);
    if (upper[i]! < bound) continue;
    let squared = 0;
    for (let j = 0; j < cols; j++) {
      const difference = data[i * cols + j]! - centers[own * cols + j]!;
      squared += difference * difference;
    }
    upper[i] = sqrt(squared);
    if (upper[i]! < bound) continue;
    compareAll(points, i, state);
    if (labels[i] !== own) changes++;
  }
  return changes;
}

function compareAll({ data, cols }: Matrix, i: number, { centers, labels, upper, lower }: LloydState): void {
  let least = infinity;
  let second = infinity;
  let nearest = 0;
  for (let k = 0, at = 0; k < centers.rows; k++) {
    let squared = 0;
    for (let j = i * cols; j < (i + 1) * cols; j++, at++) {
      const difference = data[j]! - centers.data[at]!;
      squared += difference * difference;
    }
    if (squared < least) {
      second = least;
      least = squared;
      nearest = k;
    } else if (squared < second) second = squared;
  }
  labels[i] = nearest;
  upper[i] = sqrt(least);
  lower[i] = sqrt(second);
}

function measureGaps(centers: Matrix, halfGaps: Float64Array): void {
  halfGaps.fill(infinity);
  for (let a = 0; a < centers.rows; a++) {
    for (let b = 0; b < a; b++) {
      const half = sqrt(squaredDistance(centers, a, centers, b)) / 2;
      halfGaps[a] = Math.min(halfGaps[a]!, half);
      halfGaps[b] = Math.min(halfGaps[b]!, half);
    }
  }
}

/** Summed anew each time: adding and taking away would keep the rounding error of a giant that has left. */
function sumClusters({ data, rows, cols }: Matrix, { labels, sums, sizes }: LloydState): void {
  sums.fill(0);
  sizes.fill(0);
  for (let i = 0, at = 0; i < rows; i++) {
    const start = labels[i]! * cols;
    sizes[labels[i]!]!++;
    for (let j = 0; j < cols; j++, at++) sums[start + j]! += data[at]!;
  }
}

/** Moves the centers to the means of their clusters and returns the sum of squared moves. */
function moveCenters({ centers, sums, sizes, moves }: LloydState): number {
  const { data, rows, cols } = centers;
  let total = 0;
  for (let k = 0; k < rows; k++) {
    let squared = 0;
    for (let at = k * cols; sizes[k]! > 0 && at < (k + 1) * cols; at++) {
      const mean = sums[at]! / sizes[k]!;
      squared += (mean - data[at]!) ** 2;
      data[at] = mean;
    }
    moves[k] = sqrt(squared);
    total += squared;
  }
  return total;
}

/** Keeps the bounds true: the own center moved by `moves[own]`, every other by at most the largest of theirs. */
function moveBounds({ labels, upper, lower, moves }: LloydState): void {
  let largest = 0;
  for (let k = 1; k < moves.length; k++) if (moves[k]! > moves[largest]!) largest = k;
  let second = 0;
  for (let k = 0; k < moves.length; k++) if (k !== largest) second = Math.max(second, moves[k]!);
  const longest = moves[largest] ?? 0;
  for (let i = 0; i < labels.length; i++) {
    const own = labels[i]!;
    upper[i]! += moves[own]!;
    lower[i]! -= own === largest ? second : longest;
  }
}
