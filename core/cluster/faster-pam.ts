import type { Matrix } from '../matrix/matrix.js';
import { claimMemory, doublesAt, integersAt, kernels, layOut } from '../simd/kernels.js';
import { columnsBytes, groupsOf, writeColumns } from '../simd/write-columns.js';

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
  const { medoids, losses } = state;
  const isMedoid = new Uint8Array(points.rows);
  for (const row of medoids) isMedoid[row] = 1;
  const order = candidateOrder(state.toNearest);
  const looks = points.rows * maxPasses;
  let { deviation } = state;
  let swaps = 0;
  let idle = 0;
  for (let look = 0; look < looks && idle < patience; look++) {
    const candidate = order[look % points.rows]!;
    idle++;
    if (isMedoid[candidate] === 1) continue;
    const gain = kernels.findSwap(candidate);
    const slot = leastOf(losses);
    if (losses[slot]! - gain >= -leastGain * deviation) continue;
    isMedoid[medoids[slot]!] = 0;
    isMedoid[candidate] = 1;
    deviation = kernels.swapMedoid(slot, candidate);
    swaps++;
    idle = 0;
  }
  return { rows: medoids.slice(), swaps, converged: idle >= patience };
}

function leastOf(losses: Float64Array): number {
  let best = 0;
  for (let slot = 1; slot < losses.length; slot++) if (losses[slot]! < losses[best]!) best = slot;
  return best;
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

/** What lies in the memory of the kernels, until somebody else claims it. */
interface State {
  /** Int32Array (nClusters): rows. */
  readonly medoids: Int32Array;
  /** Float64Array (nSamples): distances to the nearest medoids. */
  readonly toNearest: Float64Array;
  /** Float64Array (nClusters): what the deviation would grow by if the last candidate took the place of each, but for its gain. */
  readonly losses: Float64Array;
  readonly deviation: number;
}

/** Rows side by side that are passed over together. */
const blockSize = 16;

function createState(points: Matrix, weights: Float64Array, start: Int32Array): State {
  const { rows, cols } = points;
  const nClusters = start.length;
  const nBlocks = Math.ceil(rows / blockSize);
  const nPadded = nBlocks * blockSize;
  const layout = layOut({
    points: columnsBytes(points, nPadded),
    boxes: 8 * 2 * cols * nBlocks,
    reaches: 8 * nBlocks,
    weights: 8 * nPadded,
    nearest: 4 * nPadded,
    second: 4 * nPadded,
    toNearest: 8 * nPadded,
    toSecond: 8 * nPadded,
    medoids: 4 * nClusters,
    removalLosses: 8 * nClusters,
    losses: 8 * nClusters,
  });
  const { at } = layout;
  claimMemory(layout, layout.bytes);
  new Uint8Array(kernels.memory.buffer, at.points, layout.bytes - at.points).fill(0);
  writeColumns(points, at.points, nPadded);
  writeBoxes(points, doublesAt(at.boxes, 2 * cols * nBlocks));
  doublesAt(at.weights, nPadded).set(weights);
  const medoids = integersAt(at.medoids, nClusters);
  medoids.set(start);
  const deviation = kernels.setMedoids(
    at.points,
    groupsOf(points),
    cols,
    rows,
    nBlocks,
    at.boxes,
    at.reaches,
    at.weights,
    at.nearest,
    at.second,
    at.toNearest,
    at.toSecond,
    at.medoids,
    nClusters,
    at.removalLosses,
    at.losses,
  );
  return {
    medoids,
    toNearest: doublesAt(at.toNearest, rows),
    losses: doublesAt(at.losses, nClusters),
    deviation,
  };
}

/** @param boxes Float64Array (2 × nFeatures × nBlocks): least and greatest value of each feature in each block */
function writeBoxes({ data, cols }: Matrix, boxes: Float64Array): void {
  const lows = boxes.subarray(0, boxes.length / 2).fill(infinity);
  const highs = boxes.subarray(boxes.length / 2).fill(-infinity);
  const nBlocks = lows.length / cols;
  data.forEach((value, from) => {
    const at = (from % cols) * nBlocks + Math.floor(from / (blockSize * cols));
    if (value < lows[at]!) lows[at] = value;
    if (value > highs[at]!) highs[at] = value;
  });
}
