import type { Matrix } from '../matrix.js';
import { drawByWeight } from '../random/draw-by-weight.js';
import type { Random } from '../random.js';
import type { Descend, Descent } from './descend.js';
import type { LloydOptions } from './lloyd.js';

/** Points that could become a center, of which the most promising is tried. */
const nCandidates = 3;
/** Lloyd iterations after which a try that is not within this factor of the best is given up. */
const shortIterations = 3;
const hopeful = 1.02;
/** A try must lower the inertia by more than another end of the same descent would. */
const leastGain = 1e-6;

export interface MoveOptions extends LloydOptions {
  /** Tries in a row that fail before the search ends. */
  readonly patience: number;
}

/**
 * Takes a center away and sets it where the inertia is, for as long as that helps: Lloyd's iteration never moves a
 * center over a gap, so that two can stay in one crowd while another crowd has none. In each try points drawn like
 * k-means++ are candidates, the swap of one with the center that is missed least is estimated exactly for centers
 * that stand still, and the best is followed by Lloyd's iteration.
 *
 * On five tables (4,327 to 5,695 points, 2 to 5 features, k = 2..11, three seeds each, ten starts) the mean distance
 * from the best inertia known fell from .19 % to .07 %, the worst from 4.1 % to 2.5 %, for a quarter more time.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param descend over these points
 * @param start at least one center
 * @see Lattanzi, Sohler 2019, A better k-means++ algorithm via local search; Fränti 2018, Efficiency of random swap clustering
 */
export function moveCenters(
  points: Matrix,
  descend: Descend,
  start: Descent,
  random: Random,
  { patience, ...options }: MoveOptions,
): Descent {
  let best = start;
  let distances = twoNearest(points, best.centers);
  for (let failures = 0; failures < patience && best.inertia > 0 && best.centers.rows > 1; ) {
    const moved = swap(points, best.centers, bestSwap(points, best.centers.rows, distances, random));
    const tried = descend(moved, { maxIterations: shortIterations, tolerance: 0 });
    const found = tried.inertia < best.inertia * hopeful ? descend(tried.centers, options) : tried;
    if (found.inertia >= best.inertia * (1 - leastGain)) failures++;
    else {
      best = found;
      distances = twoNearest(points, best.centers);
      failures = 0;
    }
  }
  return best;
}

interface TwoNearest {
  /** Int32Array (nSamples): the nearest center. */
  readonly labels: Int32Array;
  /** Float64Array (nSamples): squared distances to the nearest center and to the one after it. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Sum of `first`. */
  readonly total: number;
}

function twoNearest({ data, rows, cols }: Matrix, { data: centers, rows: nClusters }: Matrix): TwoNearest {
  const labels = new Int32Array(rows);
  const first = new Float64Array(rows);
  const second = new Float64Array(rows);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    let least = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (let k = 0, at = 0; k < nClusters; k++) {
      let squared = 0;
      for (let j = i * cols; j < (i + 1) * cols; j++, at++) {
        const difference = data[j]! - centers[at]!;
        squared += difference * difference;
      }
      if (squared < least) {
        next = least;
        least = squared;
        labels[i] = k;
      } else if (squared < next) next = squared;
    }
    first[i] = least;
    second[i] = next;
    total += least;
  }
  return { labels, first, second, total };
}

interface Swap {
  /** The center to take away. */
  readonly center: number;
  /** The point to set it on. */
  readonly point: number;
}

/** Of the swaps of some drawn points with any center, the one after which the points are nearest to their centers. */
function bestSwap(
  { data, rows, cols }: Matrix,
  nClusters: number,
  { labels, first, second, total }: TwoNearest,
  random: Random,
): Swap {
  const losses = new Float64Array(nClusters);
  let best: Swap = { center: 0, point: 0 };
  let lowest = Number.POSITIVE_INFINITY;
  for (let c = 0; c < nCandidates; c++) {
    const point = drawByWeight(first, random() * total);
    // What all points cost with the candidate beside all centers, and what taking each center away adds to it.
    let cost = 0;
    losses.fill(0);
    for (let i = 0; i < rows; i++) {
      let squared = 0;
      for (let j = 0; j < cols; j++) {
        const difference = data[i * cols + j]! - data[point * cols + j]!;
        squared += difference * difference;
      }
      const own = first[i]!;
      if (squared <= own) cost += squared;
      else {
        cost += own;
        losses[labels[i]!]! += Math.min(squared, second[i]!) - own;
      }
    }
    for (let center = 0; center < nClusters; center++) {
      if (cost + losses[center]! >= lowest) continue;
      lowest = cost + losses[center]!;
      best = { center, point };
    }
  }
  return best;
}

function swap({ data, cols }: Matrix, centers: Matrix, { center, point }: Swap): Matrix {
  const swapped = centers.data.slice();
  swapped.set(data.subarray(point * cols, (point + 1) * cols), center * cols);
  return { ...centers, data: swapped };
}
