import type { Matrix } from '../matrix/matrix.js';
import { drawByWeight } from '../random/draw-by-weight.js';
import type { Random } from '../random/random.js';
import type { Descend } from './descend.js';
import type { LloydOptions } from './lloyd.js';
import type { Descent } from './lloyd-in-tree.js';

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
 * center over a gap, so that two can stay in one crowd while another crowd has none. In each try a point drawn like
 * k-means++ becomes a center in place of the one that is then missed least, exact for centers that stand still, and
 * Lloyd's iteration follows.
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
    const moved = swapOne(points, best.centers, distances, random);
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

/** The centers with a drawn point in place of the one that is then missed least. */
function swapOne(
  { data, rows, cols }: Matrix,
  centers: Matrix,
  { labels, first, second, total }: TwoNearest,
  random: Random,
): Matrix {
  const point = drawByWeight(first, random() * total) * cols;
  // What taking each center away adds to the distances, with the point beside all of them.
  const losses = new Float64Array(centers.rows);
  for (let i = 0; i < rows; i++) {
    let squared = 0;
    for (let j = 0; j < cols; j++) {
      const difference = data[i * cols + j]! - data[point + j]!;
      squared += difference * difference;
    }
    const own = first[i]!;
    if (squared > own) losses[labels[i]!]! += Math.min(squared, second[i]!) - own;
  }
  const missedLeast = losses.indexOf(Math.min(...losses));
  const swapped = centers.data.slice();
  swapped.set(data.subarray(point, point + cols), missedLeast * cols);
  return { ...centers, data: swapped };
}
