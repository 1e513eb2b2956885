import type { Matrix } from '../../matrix/matrix.js';
import { type Forest, none } from './forest.js';

/** The node that row i falls to, from the root of a tree; the caller sees to it that the features are the forest's. */
export function findLeaf(
  { features, thresholds, rights }: Forest,
  root: number,
  { data, cols }: Matrix,
  i: number,
): number {
  let node = root;
  for (let feature = features[node]!; feature !== none; feature = features[node]!)
    node = data[i * cols + feature]! <= thresholds[node]! ? node + 1 : rights[node]!;
  return node;
}
