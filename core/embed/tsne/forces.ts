import type { NeighbourGraph } from '../neighbour-graph.js';
import type { PlaceTree } from './place-tree.js';

/**
 * Adds up how all others push the point at a place of the tree: a node whose box is narrower than `angle` times its
 * distance pushes as one, from its mean.
 *
 * Symbols: w = 1 / (1 + d²), the nearness of two places at distance d; Z, the sum of w over all pairs.
 * @param result Float64Array (3): sums of w² (x - x'), of w² (y - y'), and of w
 * @see van der Maaten 2014, Accelerating t-SNE using tree-based algorithms, section 3.2
 */
export function pushFromAll(tree: PlaceTree, place: number, angle: number, result: Float64Array): void {
  const { starts, ends, skips, leaves, ordered, means, squaredWidths } = tree;
  const x = ordered[2 * place]!;
  const y = ordered[2 * place + 1]!;
  const squaredAngle = angle * angle;
  let pushX = 0;
  let pushY = 0;
  let sum = 0;
  for (let node = 0; node < starts.length; ) {
    if (leaves[node] === 1) {
      for (let at = starts[node]!; at < ends[node]!; at++) {
        if (at === place) continue;
        const dx = x - ordered[2 * at]!;
        const dy = y - ordered[2 * at + 1]!;
        const near = 1 / (1 + dx * dx + dy * dy);
        sum += near;
        pushX += near * near * dx;
        pushY += near * near * dy;
      }
      node++;
      continue;
    }
    const dx = x - means[2 * node]!;
    const dy = y - means[2 * node + 1]!;
    const square = dx * dx + dy * dy;
    if (squaredWidths[node]! >= squaredAngle * square) {
      node++;
      continue;
    }
    const near = 1 / (1 + square);
    const nears = (ends[node]! - starts[node]!) * near;
    sum += nears;
    pushX += nears * near * dx;
    pushY += nears * near * dy;
    node = skips[node]!;
  }
  result[0] = pushX;
  result[1] = pushY;
  result[2] = sum;
}

/**
 * Adds up how a point's neighbours pull it.
 * @param places Float64Array (nSamples × 2), row-major
 * @param result Float64Array (2): sums of p w (x - x') and of p w (y - y')
 */
export function pullOfNeighbours(
  { starts, targets, weights }: NeighbourGraph,
  places: Float64Array,
  i: number,
  result: Float64Array,
): void {
  const x = places[2 * i]!;
  const y = places[2 * i + 1]!;
  let pullX = 0;
  let pullY = 0;
  for (let edge = starts[i]!; edge < starts[i + 1]!; edge++) {
    const dx = x - places[2 * targets[edge]!]!;
    const dy = y - places[2 * targets[edge]! + 1]!;
    const pull = weights[edge]! / (1 + dx * dx + dy * dy);
    pullX += pull * dx;
    pullY += pull * dy;
  }
  result[0] = pullX;
  result[1] = pullY;
}
