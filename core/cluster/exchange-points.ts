import type { Matrix } from '../matrix/matrix.js';
import { clusterMeans } from '../metrics/cluster-means.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import { squaredDistance } from '../metrics/squared-distance.js';

/** A move must lower its share of the inertia by more than rounding does, or two points could swap for ever. */
const leastGain = 1e-9;

/**
 * Moves single points to other clusters for as long as that lowers the inertia, counting that both
 * means follow the point. Where Lloyd's iteration stands still this often goes on: what it reaches is
 * an optimum of both.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param start Int32Array (nSamples), 0..nClusters-1; not changed
 * @returns Int32Array (nSamples): the labels after at most `maxPasses` passes over the points
 * @see Hartigan 1975, Clustering algorithms, chapter 4
 */
export function exchangePoints(
  points: Matrix,
  start: Int32Array,
  nClusters: number,
  maxPasses: number,
): Int32Array {
  const labels = start.slice();
  const sizes = clusterSizes(labels, nClusters);
  for (let pass = 0; pass < maxPasses; pass++) {
    // Averaged anew each pass: following the points one by one adds up rounding errors.
    const means = clusterMeans(points, labels, nClusters);
    if (movePoints(points, labels, means, sizes) === 0) break;
  }
  return labels;
}

/** One pass over the points; returns how many moved. */
function movePoints(points: Matrix, labels: Int32Array, means: Matrix, sizes: Int32Array): number {
  let moved = 0;
  for (let i = 0; i < points.rows; i++) {
    const from = labels[i]!;
    const to = findBetter(points, i, from, means, sizes);
    if (to === from) continue;
    shiftMean(points, i, means, from, -1 / (sizes[from]! - 1));
    shiftMean(points, i, means, to, 1 / (sizes[to]! + 1));
    sizes[from]!--;
    sizes[to]!++;
    labels[i] = to;
    moved++;
  }
  return moved;
}

/** The cluster in which point i costs least, n d² / (n + 1) to enter against n d² / (n - 1) saved by leaving. */
function findBetter(points: Matrix, i: number, from: number, means: Matrix, sizes: Int32Array): number {
  const size = sizes[from]!;
  if (size < 2) return from;
  let least = ((squaredDistance(points, i, means, from) * size) / (size - 1)) * (1 - leastGain);
  let best = from;
  for (let k = 0; k < means.rows; k++) {
    if (k === from) continue;
    const cost = (squaredDistance(points, i, means, k) * sizes[k]!) / (sizes[k]! + 1);
    if (cost >= least) continue;
    least = cost;
    best = k;
  }
  return best;
}

function shiftMean({ data, cols }: Matrix, i: number, means: Matrix, k: number, share: number): void {
  for (let j = 0; j < cols; j++) {
    const at = k * cols + j;
    means.data[at]! += (data[i * cols + j]! - means.data[at]!) * share;
  }
}
