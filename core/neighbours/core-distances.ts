import type { WeightedRows } from '../cluster/weigh-rows.js';
import type { KdTree } from './build-kd-tree.js';
import { nearestNeighbours } from './nearest-neighbours.js';

/**
 * The radius within which each point has `minSamples` samples, itself and its copies counted; where
 * there are fewer samples than that, the distance to the farthest.
 * @param tree of the same distinct points
 * @returns Float64Array (nDistinct)
 */
export function coreDistances(
  tree: KdTree,
  { points, weights }: WeightedRows,
  minSamples: number,
): Float64Array {
  const { samples, distances, k } = nearestNeighbours(tree, points, Math.min(minSamples, points.rows));
  return Float64Array.from({ length: points.rows }, (_, i) => {
    let at = i * k;
    for (let seen = 0; at < (i + 1) * k; at++) {
      seen += weights[samples[at]!]!;
      if (seen >= minSamples) break;
    }
    return distances[Math.min(at, (i + 1) * k - 1)]!;
  });
}
