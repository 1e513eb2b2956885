import type { Matrix } from '../matrix.js';
import { buildKdTree, type KdTree } from '../neighbours/build-kd-tree.js';
import { type ThreeColumns, threeColumns } from './three-features.js';

/** Points of up to three features in a k-d tree whose nodes know what their points come to. */
export interface PointTree {
  readonly cols: number;
  /** Float64Array (nSamples) each, in the order of the leaves. */
  readonly points: ThreeColumns;
  /** Int32Array (nNodes): a node holds the points starts[n]..ends[n] - 1. Its left child is n + 1. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Int32Array (nNodes): the right child; 0 for a leaf. */
  readonly rights: Int32Array;
  /** Float64Array (nNodes) each: the middle of the node's box, and half its width. */
  readonly middles: ThreeColumns;
  readonly halfWidths: ThreeColumns;
  /** Float64Array (nNodes) each: the mean of its points. */
  readonly means: ThreeColumns;
  /** Float64Array (nNodes): sum of the squared distances of its points to their mean. */
  readonly scatters: Float64Array;
}

/** @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 1, nFeatures <= 3 */
export function pointTree(points: Matrix): PointTree {
  const tree = buildKdTree(points);
  const { starts, ends, rights, lows, highs } = tree;
  const { cols } = points;
  const ofNodes = (data: Float64Array) => threeColumns({ data, rows: starts.length, cols });
  return {
    ...{ cols, starts, ends, rights },
    points: threeColumns(tree.points),
    middles: ofNodes(lows.map((low, at) => low / 2 + highs[at]! / 2)),
    halfWidths: ofNodes(lows.map((low, at) => highs[at]! / 2 - low / 2)),
    ...measureNodes(tree),
  };
}

type Measures = Pick<PointTree, 'means' | 'scatters'>;

function measureNodes(tree: KdTree): Measures {
  const nNodes = tree.starts.length;
  const columns = threeColumns(tree.points);
  const column = () => new Float64Array(nNodes);
  const measures: Measures = { means: [column(), column(), column()], scatters: column() };
  // Children come after their parents.
  for (let node = nNodes - 1; node >= 0; node--) {
    for (let j = 0; j < tree.points.cols; j++) {
      if (tree.rights[node] === 0) measureLeaf(tree, columns[j]!, node, j, measures);
      else joinChildren(tree, node, j, measures);
    }
  }
  return measures;
}

function measureLeaf(
  { starts, ends }: KdTree,
  values: Float64Array,
  node: number,
  j: number,
  { means, scatters }: Measures,
): void {
  let sum = 0;
  for (let i = starts[node]!; i < ends[node]!; i++) sum += values[i]!;
  const mean = sum / (ends[node]! - starts[node]!);
  means[j]![node] = mean;
  for (let i = starts[node]!; i < ends[node]!; i++) scatters[node]! += (values[i]! - mean) ** 2;
}

/** @see Chan, Golub, LeVeque 1979, Updating formulae and a pairwise algorithm for computing sample variances */
function joinChildren(
  { starts, ends, rights }: KdTree,
  node: number,
  j: number,
  { means, scatters }: Measures,
): void {
  const left = node + 1;
  const right = rights[node]!;
  const share = (ends[right]! - starts[right]!) / (ends[node]! - starts[node]!);
  const apart = means[j]![right]! - means[j]![left]!;
  means[j]![node] = means[j]![left]! + apart * share;
  if (j === 0) scatters[node] = scatters[left]! + scatters[right]!;
  scatters[node]! += apart * apart * share * (ends[left]! - starts[left]!);
}
