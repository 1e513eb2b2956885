import type { Matrix } from '../matrix/matrix.js';
import { drawByWeight } from '../random/draw-by-weight.js';
import type { Random } from '../random/random.js';
import { claimMemory, doublesAt, kernels, layOut } from '../simd/kernels.js';
import { columnsBytes, groupsOf, writeColumns } from '../simd/write-columns.js';

/**
 * Greedy k-means++: each next center is drawn with a chance proportional to its squared distance from
 * the nearest center so far; of 2 + ln(nClusters) such candidates, the one that lowers the sum most stays.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @returns Float64Array (nClusters × nFeatures), row-major; equal centers only where the points have no more distinct rows
 * @see Arthur, Vassilvitskii 2007, k-means++, section 2 and, for the greedy variant, section 7
 */
export function seedCenters(points: Matrix, nClusters: number, random: Random): Matrix {
  const { data, rows, cols } = points;
  const nCandidates = 2 + Math.floor(Math.log(nClusters));
  const centers = new Float64Array(nClusters * cols);
  const distances = createDistances(points);
  let { nearest, trial, best } = distances;
  let chosen = Math.floor(random() * rows);
  let total = distances.lower(chosen, nearest, best);
  for (let k = 0; ; k++) {
    [nearest, best] = [best, nearest];
    centers.set(data.subarray(chosen * cols, (chosen + 1) * cols), k * cols);
    if (k === nClusters - 1) break;
    let lowest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < nCandidates; c++) {
      const candidate = drawByWeight(nearest, random() * total);
      const sum = distances.lower(candidate, nearest, trial);
      if (sum >= lowest) continue;
      lowest = sum;
      chosen = candidate;
      [best, trial] = [trial, best];
    }
    total = lowest;
  }
  return { data: centers, rows: nClusters, cols };
}

/** Squared distances of the points to the nearest center, in the memory of the kernels until somebody else claims it. */
interface Distances {
  /** Float64Array (nSamples) each: so far, infinite at first; after a trial; after the best trial. */
  readonly nearest: Float64Array;
  readonly trial: Float64Array;
  readonly best: Float64Array;
  /** Writes what the distances are once `candidate` is a center too; returns their sum. */
  readonly lower: (candidate: number, from: Float64Array, to: Float64Array) => number;
}

function createDistances(points: Matrix): Distances {
  const { rows } = points;
  // Kernels take points by twos.
  const nPadded = rows + (rows % 2);
  const { at, bytes } = layOut({
    points: columnsBytes(points, nPadded),
    nearest: 8 * nPadded,
    trial: 8 * nPadded,
    best: 8 * nPadded,
  });
  const distances = {};
  claimMemory(distances, bytes);
  writeColumns(points, at.points, nPadded);
  const nGroups = groupsOf(points);
  const nearest = doublesAt(at.nearest, nPadded).fill(0).fill(Number.POSITIVE_INFINITY, 0, rows);
  return {
    nearest,
    trial: doublesAt(at.trial, nPadded),
    best: doublesAt(at.best, nPadded),
    lower: (candidate, from, to) =>
      kernels.lowerDistances(at.points, nPadded, nGroups, candidate, from.byteOffset, to.byteOffset),
  };
}
