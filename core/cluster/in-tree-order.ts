import { buildKdTree } from '../neighbours/build-kd-tree.js';
import type { WeightedRows } from './weigh-rows.js';

/**
 * The same rows numbered in the order of the leaves of a k-d tree, so that rows that follow each other lie near
 * each other: a kernel can pass over a block of them at once.
 * @param rows at least one
 */
export function inTreeOrder({ ids, count, points, weights }: WeightedRows): WeightedRows {
  const { samples, points: ordered } = buildKdTree(points);
  const placeOf = new Int32Array(count);
  samples.forEach((row, place) => {
    placeOf[row] = place;
  });
  return {
    ids: ids.map((id) => placeOf[id]!),
    count,
    points: ordered,
    weights: Float64Array.from(samples, (row) => weights[row]!),
  };
}
