import type { KdTree } from './build-kd-tree.js';

/** Squared distance from the query to the nearest point of a node's box; 0 inside. */
export function boxDistance(
  { lows, highs, points: { cols } }: KdTree,
  node: number,
  queries: Float64Array,
  offset: number,
): number {
  let sum = 0;
  for (let j = 0, at = node * cols; j < cols; j++, at++) {
    const value = queries[offset + j]!;
    const outside = value < lows[at]! ? lows[at]! - value : value > highs[at]! ? value - highs[at]! : 0;
    sum += outside * outside;
  }
  return sum;
}

/** Squared distance from the query to the point at a place. */
export function placeDistance(
  { data, cols }: KdTree['points'],
  place: number,
  queries: Float64Array,
  offset: number,
): number {
  let sum = 0;
  for (let j = 0, at = place * cols; j < cols; j++, at++) {
    const difference = data[at]! - queries[offset + j]!;
    sum += difference * difference;
  }
  return sum;
}
