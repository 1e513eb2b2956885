import type { Edges } from './spanning-tree.js';

/**
 * A binary tree of merges: node nPoints + m is made by merge m out of lefts[m] and rights[m], which are
 * points (below nPoints) or earlier merges. Merges are in order of their heights; the last is the root.
 */
export interface LinkageTree {
  readonly nPoints: number;
  /** Int32Array (nPoints - 1) */
  readonly lefts: Int32Array;
  /** Int32Array (nPoints - 1) */
  readonly rights: Int32Array;
  /** Float64Array (nPoints - 1), rising. */
  readonly heights: Float64Array;
  /** Int32Array (nPoints - 1): points below each merge. */
  readonly sizes: Int32Array;
}

/** The single-linkage tree of a spanning tree: its edges by length, of equals those of the lowest points first. */
export function linkageTree(nPoints: number, { from, to, lengths }: Edges): LinkageTree {
  const lower = from.map((point, edge) => Math.min(point, to[edge]!));
  const order = Int32Array.from(lengths.keys()).sort(
    (a, b) => lengths[a]! - lengths[b]! || lower[a]! - lower[b]! || a - b,
  );
  const parents = Int32Array.from({ length: 2 * nPoints - 1 }, (_, node) => node);
  const tree: LinkageTree = {
    nPoints,
    lefts: new Int32Array(nPoints - 1),
    rights: new Int32Array(nPoints - 1),
    heights: Float64Array.from(order, (edge) => lengths[edge]!),
    sizes: new Int32Array(nPoints - 1),
  };
  order.forEach((edge, merge) => {
    const left = rootOf(parents, from[edge]!);
    const right = rootOf(parents, to[edge]!);
    tree.lefts[merge] = left;
    tree.rights[merge] = right;
    tree.sizes[merge] = sizeOf(tree, left) + sizeOf(tree, right);
    parents[left] = nPoints + merge;
    parents[right] = nPoints + merge;
  });
  return tree;
}

/** Points below a node; 1 for a point. */
export const sizeOf = ({ nPoints, sizes }: LinkageTree, node: number): number =>
  node < nPoints ? 1 : sizes[node - nPoints]!;

/** The topmost merge of a node, halving the path on the way. */
function rootOf(parents: Int32Array, node: number): number {
  let at = node;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]!]!;
    at = parents[at]!;
  }
  return at;
}
