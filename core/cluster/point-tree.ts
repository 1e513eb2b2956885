import type { KdTree } from '../neighbours/build-kd-tree.js';
import { type ThreeColumns, threeColumns } from './three-columns.js';

/** Weighted points of up to three features in a k-d tree whose nodes know what their points come to. */
export interface PointTree {
  readonly cols: number;
  /** Float64Array (nSamples) each, in the order of the leaves. */
  readonly points: ThreeColumns;
  /** Float64Array (nSamples), >= 0. */
  readonly weights: Float64Array;
  /** Int32Array (nNodes): a node holds the points starts[n]..ends[n] - 1. Its left child is n + 1. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Int32Array (nNodes): the right child; 0 for a leaf. */
  readonly rights: Int32Array;
  /** Float64Array (nNodes) each: the middle of the node's box, and its width. */
  readonly middles: ThreeColumns;
  readonly widths: ThreeColumns;
  /** Float64Array (nNodes): sum of the weights of its points. */
  readonly sizes: Float64Array;
  /** Float64Array (nNodes) each: the mean of its points. */
  readonly means: ThreeColumns;
  /** Float64Array (nNodes): sum of the squared distances of its points to their mean. */
  readonly scatters: Float64Array;
}

/** @param tree of at most three features, whose points all count once */
export function pointTree(tree: KdTree): PointTree {
  const { starts, ends, rights, lows, highs } = tree;
  const { rows, cols } = tree.points;
  const ofNodes = (data: Float64Array) => threeColumns({ data, rows: starts.length, cols });
  const points = threeColumns(tree.points);
  const parts = { cols, points, starts, ends, rights };
  return {
    ...parts,
    middles: ofNodes(lows.map((low, at) => low / 2 + highs[at]! / 2)),
    widths: ofNodes(lows.map((low, at) => highs[at]! - low)),
    ...measureNodes(parts, new Float64Array(rows).fill(1)),
  };
}

/** The same points with other weights. */
export const weighTree = (tree: PointTree, weights: Float64Array): PointTree => ({
  ...tree,
  ...measureNodes(tree, weights),
});

type Measures = Pick<PointTree, 'weights' | 'sizes' | 'means' | 'scatters'>;
type Parts = Pick<PointTree, 'cols' | 'points' | 'starts' | 'ends' | 'rights'>;

function measureNodes(tree: Parts, weights: Float64Array): Measures {
  const column = () => new Float64Array(tree.starts.length);
  const means: ThreeColumns = [column(), column(), column()];
  const measures: Measures = { weights, sizes: column(), means, scatters: column() };
  // Children come after their parents.
  for (let node = tree.starts.length - 1; node >= 0; node--) {
    const right = tree.rights[node]!;
    measures.sizes[node] =
      right === 0
        ? sumOf(weights, tree.starts[node]!, tree.ends[node]!)
        : measures.sizes[node + 1]! + measures.sizes[right]!;
    if (measures.sizes[node] === 0) continue;
    for (let j = 0; j < tree.cols; j++) {
      if (right === 0) measureLeaf(tree, node, j, measures);
      else joinChildren(node + 1, right, node, j, measures);
    }
  }
  return measures;
}

function sumOf(weights: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += weights[i]!;
  return sum;
}

function measureLeaf(
  { points, starts, ends }: Parts,
  node: number,
  j: number,
  { weights, sizes, means, scatters }: Measures,
): void {
  const values = points[j]!;
  let sum = 0;
  for (let i = starts[node]!; i < ends[node]!; i++) sum += weights[i]! * values[i]!;
  const mean = sum / sizes[node]!;
  means[j]![node] = mean;
  for (let i = starts[node]!; i < ends[node]!; i++) scatters[node]! += weights[i]! * (values[i]! - mean) ** 2;
}

/** @see Chan, Golub, LeVeque 1979, Updating formulae and a pairwise algorithm for computing sample variances */
function joinChildren(
  left: number,
  right: number,
  node: number,
  j: number,
  { sizes, means, scatters }: Measures,
): void {
  const share = sizes[right]! / sizes[node]!;
  const apart = means[j]![right]! - means[j]![left]!;
  means[j]![node] = means[j]![left]! + apart * share;
  if (j === 0) scatters[node] = scatters[left]! + scatters[right]!;
  scatters[node]! += apart * apart * share * sizes[left]!;
}
