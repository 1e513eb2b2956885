import type { Matrix } from '../matrix/matrix.js';
import { buildKdTree } from './build-kd-tree.js';
import { type Neighbours, nearestNeighbours } from './nearest-neighbours.js';

/**
 * The k nearest of each point among the others, exactly; all others where there are no more.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 * @param k at least 1
 */
export function nearestOthers(points: Matrix, k: number): Neighbours {
  const wanted = Math.min(k + 1, points.rows);
  const withSelf = nearestNeighbours(buildKdTree(points), points, wanted);
  const samples = new Int32Array(points.rows * (wanted - 1));
  const distances = new Float64Array(samples.length);
  for (let i = 0, to = 0; i < points.rows; i++) {
    const first = i * wanted;
    const own = withSelf.samples.subarray(first, first + wanted).indexOf(i);
    // Among more than k copies of a point it may not have found itself: then the last one is too many.
    const left = first + (own < 0 ? wanted - 1 : own);
    for (let at = first; at < first + wanted; at++) {
      if (at === left) continue;
      samples[to] = withSelf.samples[at]!;
      distances[to++] = withSelf.distances[at]!;
    }
  }
  return { samples, distances, k: wanted - 1 };
}
