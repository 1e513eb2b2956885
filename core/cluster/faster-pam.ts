import type { Matrix } from '../matrix.js';
import { squaredDistance } from '../metrics/squared-distance.js';

const { sqrt } = Math;
const { POSITIVE_INFINITY: infinity } = Number;

/** A swap must lower its share of the deviation by more than rounding does, or two points could swap for ever. */
const leastGain = 1e-12;

/** Where the swaps ended. */
export interface Medoids {
  /** Int32Array (nClusters): rows of the points, all different. */
  readonly rows: Int32Array;
  readonly swaps: number;
  /** Whether no single swap lowers the deviation any more. */
  readonly converged: boolean;
}

/**
 * Swaps medoids with other points for as long as that lowers the sum of distances to the nearest medoid. One
 * look at a point finds the best of the swaps with all medoids, and the first that lowers the sum is made.
 * Distances are taken when they are needed, so that memory is O(nSamples); a point that by the triangle
 * inequality is too far away to be concerned is passed over.
 * @param points Float64Array (nSamples × nFeatures), row-major, rows all different
 * @param weights Float64Array (nSamples): copies of each
 * @param start Int32Array (nClusters), at least two different rows; not changed
 * @param maxPasses looks at every point, at most
 * @see Schubert, Rousseeuw 2021, Fast and eager k-medoids clustering, algorithm 3 (FasterPAM)
 */
export function fasterPam(
  points: Matrix,
  weights: Float64Array,
  start: Int32Array,
  maxPasses: number,
): Medoids {
  const state = createState(points, weights, start);
  // The best medoids are near good ones: swaps come early, and the last full pass only confirms them.
  const order = sortByDistance(state.toNearest);
  const looks = points.rows * maxPasses;
  let swaps = 0;
  let idle = 0;
  for (let look = 0; look < looks && idle < points.rows; look++) {
    const candidate = order[look % points.rows]!;
    idle++;
    if (state.isMedoid[candidate] === 1) continue;
    const { slot, change } = findSwap(points, weights, candidate, state);
    if (change >= -leastGain * state.deviation) continue;
    swap(points, weights, slot, candidate, state);
    swaps++;
    idle = 0;
  }
  return { rows: state.medoids, swaps, converged: idle >= points.rows };
}

const sortByDistance = (distances: Float64Array) =>
  Int32Array.from(distances, (_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b);

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
  readonly toMedoids: Float64Array;
  deviation: number;
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
    toMedoids: new Float64Array(start.length),
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
  removalLosses.fill(0);
  state.deviation = 0;
  for (let i = 0; i < weights.length; i++) {
    state.deviation += weights[i]! * toNearest[i]!;
    removalLosses[nearest[i]!]! += weights[i]! * (toSecond[i]! - toNearest[i]!);
  }
}

/** The medoid that a candidate had best replace, and what the deviation would change by. */
function findSwap(points: Matrix, weights: Float64Array, candidate: number, state: State) {
  const { medoids, nearest, toNearest, toSecond, losses, toMedoids } = state;
  const { data, cols } = points;
  for (let slot = 0; slot < medoids.length; slot++) {
    toMedoids[slot] = sqrt(squaredDistance(points, candidate, points, medoids[slot]!));
  }
  losses.set(state.removalLosses);
  let gain = 0;
  for (let i = 0; i < weights.length; i++) {
    const own = toNearest[i]!;
    const next = toSecond[i]!;
    const slot = nearest[i]!;
    if (toMedoids[slot]! >= own + next) continue;
    let squared = 0;
    for (let j = 0, at = i * cols, from = candidate * cols; j < cols; j++, at++, from++) {
      const difference = data[at]! - data[from]!;
      squared += difference * difference;
    }
    if (squared >= next * next) continue;
    const distance = sqrt(squared);
    if (distance < own) {
      gain += weights[i]! * (own - distance);
      losses[slot]! += weights[i]! * (own - next);
    } else losses[slot]! += weights[i]! * (distance - next);
  }
  let best = 0;
  for (let slot = 1; slot < losses.length; slot++) if (losses[slot]! < losses[best]!) best = slot;
  return { slot: best, change: losses[best]! - gain };
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
