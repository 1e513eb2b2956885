import type { Matrix } from '../matrix/matrix.js';
import { boxDistance, placeDistance } from './box-distance.js';
import type { KdTree } from './build-kd-tree.js';

/** Halving leaves no tree deeper than this. */
const deepest = 64;
const stack = new Int32Array(deepest);

/**
 * The samples at most `radius` from row i of the queries, in no particular order.
 * @param found Int32Array (nSamples of the tree): filled from the start
 * @returns how many were found
 */
export function neighboursWithin(
  tree: KdTree,
  { data, cols }: Matrix,
  i: number,
  radius: number,
  found: Int32Array,
): number {
  const { samples, starts, ends, rights, points } = tree;
  const offset = i * cols;
  let count = 0;
  let depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    const node = stack[--depth]!;
    // Roots are compared, because the radius may itself be the root of such a sum.
    if (Math.sqrt(boxDistance(tree, node, data, offset)) > radius) continue;
    if (rights[node] !== 0) {
      stack[depth++] = rights[node]!;
      stack[depth++] = node + 1;
      continue;
    }
    for (let place = starts[node]!; place < ends[node]!; place++) {
      if (Math.sqrt(placeDistance(points, place, data, offset)) <= radius) found[count++] = samples[place]!;
    }
  }
  return count;
}
