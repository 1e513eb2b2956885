import type { WardTree } from '../cluster/ward-tree.js';

/** One of the last merges of a tree, as it is drawn: two legs down to what it joins, and a bar across at its height. */
export interface DrawnMerge {
  /** Where its legs stand, from 0; leaves stand at whole numbers. */
  readonly left: number;
  readonly right: number;
  /** Where its legs end: 0 for a leaf. */
  readonly leftHeight: number;
  readonly rightHeight: number;
  readonly height: number;
  /** Samples below it. */
  readonly samples: number;
}

/** What a merge joins: a leaf of the drawing, or another merge that is drawn. */
interface Node {
  readonly size: number;
  readonly height: number;
  readonly children: readonly [Node, Node] | null;
}

/**
 * The last merges of a tree, the highest first, laid out so that no lines cross: of two branches the larger is on the
 * left. What lies below them is a leaf each.
 * @param mostLeaves at least 2
 * @throws RangeError if there are fewer than two leaves to draw
 */
export function treeTop(tree: WardTree, mostLeaves: number): DrawnMerge[] {
  if (!(mostLeaves >= 2)) throw new RangeError(`a tree has at least 2 leaves; got ${mostLeaves}`);
  const root = topOf(tree, mostLeaves);
  const merges: DrawnMerge[] = [];
  let leaves = 0;
  const place = (node: Node): number => {
    if (!node.children) return leaves++;
    const [first, second] = node.children;
    const left = place(first);
    const right = place(second);
    merges.push({
      ...{ left, right, leftHeight: drawnHeight(first), rightHeight: drawnHeight(second) },
      ...{ height: node.height, samples: node.size },
    });
    return (left + right) / 2;
  };
  place(root);
  return merges.sort((a, b) => b.height - a.height || a.left - b.left);
}

const drawnHeight = ({ children, height }: Node) => (children ? height : 0);

function topOf({ nSamples, left, right, heights }: WardTree, mostLeaves: number): Node {
  const nodes = new Map<number, Node>();
  const parents = Int32Array.from({ length: nSamples }, (_, i) => i);
  const find = (sample: number): number => {
    let root = sample;
    while (parents[root] !== root) root = parents[root]!;
    while (parents[sample] !== root) [sample, parents[sample]] = [parents[sample]!, root];
    return root;
  };
  const firstDrawn = heights.length - (mostLeaves - 1);
  const leaf: Node = { size: 1, height: 0, children: null };
  heights.forEach((height, m) => {
    const [a, b] = [find(left[m]!), find(right[m]!)];
    const [one, other] = [nodes.get(a) ?? leaf, nodes.get(b) ?? leaf];
    const children: [Node, Node] = one.size >= other.size ? [one, other] : [other, one];
    parents[b] = a;
    nodes.set(a, { size: one.size + other.size, height, children: m < firstDrawn ? null : children });
  });
  return nodes.get(find(0)) ?? leaf;
}
