import type { Matrix } from '../matrix.js';
import { squaredDistance } from '../metrics/squared-distance.js';

const { max, min, sqrt } = Math;
const { POSITIVE_INFINITY: infinity } = Number;

/** A swap must lower its share of the deviation by more than rounding does, or two points could swap for ever. */
const leastGain = 1e-12;

/** Where the swaps ended. */
export interface Medoids {
  /** Int32Array (nClusters): rows of the points, all different. */
  readonly rows: Int32Array;
  readonly swaps: number;
  /** Whether as many looks in a row as `patience` found no swap that lowers the deviation. */
  readonly converged: boolean;
}

export interface FasterPamOptions {
  /** Looks at every point, at most. */
  readonly maxPasses: number;
  /** Looks without a swap after which to stop; all points: only where no single swap lowers the deviation. */
  readonly patience: number;
}

/**
 * Swaps medoids with other points for as long as that lowers the sum of distances to the nearest medoid. One
 * look at a point finds the best of the swaps with all medoids, and the first that lowers the sum is made.
 * Distances are taken when they are needed, so that memory is O(nSamples); a block of points that is too far
 * away to be concerned is passed over whole, which pays where rows that follow each other are near each other.
 * @param points Float64Array (nSamples × nFeatures), row-major, rows all different
 * @param weights Float64Array (nSamples): copies of each
 * @param start Int32Array (nClusters), at least two different rows; not changed
 * @see Schubert, Rousseeuw 2021, Fast and eager k-medoids clustering, algorithm 3 (FasterPAM)
 */
export function fasterPam(
  points: Matrix,
  weights: Float64Array,
  start: Int32Array,
  { maxPasses, patience }: FasterPamOptions,
): Medoids {
  const state = createState(points, weights, start);
  const order = candidateOrder(state.toNearest);
  const looks = points.rows * maxPasses;
  let swaps = 0;
  let idle = 0;
  for (let look = 0; look < looks && idle < patience; look++) {
    const candidate = order[look % points.rows]!;
    idle++;
    if (state.isMedoid[candidate] === 1) continue;
    const { slot, change } = findSwap(points, weights, candidate, state);
    if (change >= -leastGain * state.deviation) continue;
    swap(points, weights, slot, candidate, state);
    swaps++;
    idle = 0;
  }
  return { rows: state.medoids, swaps, converged: idle >= patience };
}

/** Rows this far apart lie in different places, where neighbours follow each other. */
const stride = 8;

/**
 * Every row once, in turn the nearest to a medoid and one from anywhere: good medoids are near good ones, and
 * where the start left a group without one, the new one is far from all.
 */
function candidateOrder(toNearest: Float64Array): Int32Array {
  const rows = toNearest.length;
  const near = Int32Array.from(toNearest.keys()).sort((a, b) => toNearest[a]! - toNearest[b]! || a - b);
  const order = new Set<number>();
  near.forEach((row, i) => {
    order.add(row).add((i * stride + Math.floor((i * stride) / rows)) % rows);
  });
  return Int32Array.from(order);
}

interface State {
  readonly medoids: Int32Array;
  readonly isMedoid: Uint8Array;
  /** Int32Array (nSamples): the slots of the nearest and second nearest medoid. */
  readonly nearest: Int32Array;
  readonly second: Int32Array;
  /** Float64Array (nSamples): distances to them. */
  readonly toNearest: Float64Array;
  readonly toSecond: Float64Array;
  /** Float64Array (nClusters): what the deviation would grow by without each medoid. */
  readonly removalLosses: Float64Array;
  /** Float64Array (nClusters): scratch. */
  readonly losses: Float64Array;
  readonly blocks: Blocks;
  deviation: number;
}

/** Rows side by side that are passed over together. */
const blockSize = 16;

interface Blocks {
  /** Float64Array (nBlocks × nFeatures): least and greatest value of each feature. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Float64Array (nBlocks): the square of the greatest `toSecond`; nothing farther away concerns the block. */
  readonly squaredReaches: Float64Array;
}

function createBlocks({ data, rows, cols }: Matrix): Blocks {
  const nBlocks = Math.ceil(rows / blockSize);
  const lows = new Float64Array(nBlocks * cols).fill(infinity);
  const highs = new Float64Array(nBlocks * cols).fill(-infinity);
  data.forEach((value, from) => {
    const at = Math.floor(from / (blockSize * cols)) * cols + (from % cols);
    lows[at] = min(lows[at]!, value);
    highs[at] = max(highs[at]!, value);
  });
  return { lows, highs, squaredReaches: new Float64Array(nBlocks) };
}

function createState(points: Matrix, weights: Float64Array, start: Int32Array): State {
  const state: State = {
    medoids: start.slice(),
    isMedoid: new Uint8Array(points.rows),
    nearest: new Int32Array(points.rows),
    second: new Int32Array(points.rows),
    toNearest: new Float64Array(points.rows),
    toSecond: new Float64Array(points.rows),
    removalLosses: new Float64Array(start.length),
    losses: new Float64Array(start.length),
    blocks: createBlocks(points),
    deviation: 0,
  };
  for (const row of start) state.isMedoid[row] = 1;
  for (let i = 0; i < points.rows; i++) compareAll(points, i, state);
  sumLosses(weights, state);
  return state;
}

/** Finds the two medoids nearest to point i; ties go to the lowest slot. */
function compareAll(points: Matrix, i: number, state: State): void {
  const { medoids, nearest, second, toNearest, toSecond } = state;
  toNearest[i] = infinity;
  toSecond[i] = infinity;
  for (let slot = 0; slot < medoids.length; slot++) {
    const distance = sqrt(squaredDistance(points, i, points, medoids[slot]!));
    if (distance < toNearest[i]!) {
      toSecond[i] = toNearest[i]!;
      second[i] = nearest[i]!;
      toNearest[i] = distance;
      nearest[i] = slot;
    } else if (distance < toSecond[i]!) {
      toSecond[i] = distance;
      second[i] = slot;
    }
  }
}

function sumLosses(weights: Float64Array, state: State): void {
  const { nearest, toNearest, toSecond, removalLosses } = state;
  const { squaredReaches } = state.blocks;
  removalLosses.fill(0);
  squaredReaches.fill(0);
  state.deviation = 0;
  for (let i = 0; i < weights.length; i++) {
    state.deviation += weights[i]! * toNearest[i]!;
    removalLosses[nearest[i]!]! += weights[i]! * (toSecond[i]! - toNearest[i]!);
    const block = Math.floor(i / blockSize);
    squaredReaches[block] = max(squaredReaches[block]!, toSecond[i]! * toSecond[i]!);
  }
}

/** The medoid that a candidate had best replace, and what the deviation would change by. */
function findSwap(points: Matrix, weights: Float64Array, candidate: number, state: State) {
  const { losses, blocks } = state;
  losses.set(state.removalLosses);
  let gain = 0;
  for (let block = 0; block < blocks.squaredReaches.length; block++) {
    if (squaredGap(points, candidate, blocks, block) >= blocks.squaredReaches[block]!) continue;
    const start = block * blockSize;
    gain += weighBlock(points, weights, candidate, state, start, min(start + blockSize, points.rows));
  }
  let best = 0;
  for (let slot = 1; slot < losses.length; slot++) if (losses[slot]! < losses[best]!) best = slot;
  return { slot: best, change: losses[best]! - gain };
}

/** Squared distance from point i to the box of a block; 0 inside. */
function squaredGap({ data, cols }: Matrix, i: number, { lows, highs }: Blocks, block: number): number {
  let sum = 0;
  for (let j = 0, at = block * cols, from = i * cols; j < cols; j++, at++, from++) {
    const gap = max(lows[at]! - data[from]!, data[from]! - highs[at]!, 0);
    sum += gap * gap;
  }
  return sum;
}

/** Adds to the losses what the points start..end - 1 would lose and returns what they would gain. */
function weighBlock(
  { data, cols }: Matrix,
  weights: Float64Array,
  candidate: number,
  { nearest, toNearest, toSecond, losses }: State,
  start: number,
  end: number,
): number {
  let gain = 0;
  for (let i = start; i < end; i++) {
    let squared = 0;
    for (let j = 0, at = i * cols, from = candidate * cols; j < cols; j++, at++, from++) {
      const difference = data[at]! - data[from]!;
      squared += difference * difference;
    }
    const next = toSecond[i]!;
    if (squared >= next * next) continue;
    const own = toNearest[i]!;
    const distance = sqrt(squared);
    if (distance < own) {
      gain += weights[i]! * (own - distance);
      losses[nearest[i]!]! += weights[i]! * (own - next);
    } else losses[nearest[i]!]! += weights[i]! * (distance - next);
  }
  return gain;
}

function swap(points: Matrix, weights: Float64Array, slot: number, candidate: number, state: State): void {
  const { medoids, isMedoid, nearest, second, toNearest, toSecond } = state;
  isMedoid[medoids[slot]!] = 0;
  isMedoid[candidate] = 1;
  medoids[slot] = candidate;
  for (let i = 0; i < points.rows; i++) {
    if (nearest[i] === slot || second[i] === slot) {
      compareAll(points, i, state);
      continue;
    }
    const distance = sqrt(squaredDistance(points, i, points, candidate));
    if (distance >= toSecond[i]!) continue;
    if (distance < toNearest[i]!) {
      toSecond[i] = toNearest[i]!;
      second[i] = nearest[i]!;
      toNearest[i] = distance;
      nearest[i] = slot;
    } else {
      toSecond[i] = distance;
      second[i] = slot;
    }
  }
  sumLosses(weights, state);
}
