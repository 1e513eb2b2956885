import { type LinkageTree, sizeOf } from './linkage-tree.js';

/**
 * The tree of clusters: cluster 0 is everything, a parent has a lower number than its children. A
 * cluster ends where it splits into two of at least minClusterSize; until then points leave it.
 * Lambda, 1 / distance, says how dense it has to be; it is infinite among equal points.
 */
export interface CondensedTree {
  readonly clusters: readonly CondensedCluster[];
  /** Int32Array (nPoints): the cluster that each point leaves on its own. */
  readonly clusterOf: Int32Array;
  /** Float64Array (nPoints): lambda at which it does. */
  readonly lambdas: Float64Array;
}

export interface CondensedCluster {
  /** -1 for cluster 0. */
  readonly parent: number;
  /** Lambda at which it splits off; 0 for cluster 0. */
  readonly birth: number;
  /** Points at birth. */
  readonly size: number;
  /** Lambda at which it splits or its last point leaves. */
  death: number;
  /** Sum over its points of lambda at leaving less lambda at birth, >= 0, may be infinite. */
  stability: number;
}

/**
 * Condenses a single-linkage tree.
 * @param minClusterSize at least 2
 * @see Campello, Moulavi, Sander 2013, Density-based clustering based on hierarchical density estimates, section 4
 */
export function condensedTree(tree: LinkageTree, minClusterSize: number): CondensedTree {
  const { nPoints } = tree;
  const condensed = {
    clusters: [{ parent: -1, birth: 0, size: nPoints, death: Number.POSITIVE_INFINITY, stability: 0 }],
    clusterOf: new Int32Array(nPoints),
    lambdas: new Float64Array(nPoints).fill(Number.POSITIVE_INFINITY),
  };
  // roots[c] is the merge at which cluster c begins; one point alone has none.
  const roots = nPoints > 1 ? [2 * nPoints - 2] : [];
  for (let c = 0; c < roots.length; c++) {
    const { node, lambda } = shrink(tree, roots[c]!, c, condensed, minClusterSize);
    if (node < 0) continue;
    for (const child of childrenOf(tree, node)) {
      const size = sizeOf(tree, child);
      leave(condensed.clusters[c]!, lambda, size);
      condensed.clusters.push({ parent: c, birth: lambda, size, death: lambda, stability: 0 });
      roots.push(child);
    }
  }
  return condensed;
}

/** Lets points leave cluster c until it splits; returns the node where it does, or -1 where it dissolves. */
function shrink(
  tree: LinkageTree,
  start: number,
  c: number,
  condensed: CondensedTree,
  minClusterSize: number,
): { node: number; lambda: number } {
  const cluster = condensed.clusters[c]!;
  for (let node = start; ; ) {
    const lambda = 1 / tree.heights[node - tree.nPoints]!;
    const children = childrenOf(tree, node);
    const large = children.filter((child) => sizeOf(tree, child) >= minClusterSize);
    // Equal points have no order in which they could part.
    const dissolves = large.length === 0 || lambda === Number.POSITIVE_INFINITY;
    if (!dissolves && large.length === 2) return { node, lambda };
    for (const child of children) {
      if (!dissolves && child === large[0]) continue;
      leave(cluster, lambda, sizeOf(tree, child));
      forEachPoint(tree, child, (point) => {
        condensed.clusterOf[point] = c;
        condensed.lambdas[point] = lambda;
      });
    }
    if (dissolves) return { node: -1, lambda };
    node = large[0]!;
  }
}

const childrenOf = ({ nPoints, lefts, rights }: LinkageTree, node: number): [number, number] => [
  lefts[node - nPoints]!,
  rights[node - nPoints]!,
];

function leave(cluster: CondensedCluster, lambda: number, count: number): void {
  cluster.death = lambda;
  cluster.stability += (lambda - cluster.birth) * count;
}

function forEachPoint(tree: LinkageTree, top: number, act: (point: number) => void): void {
  const waiting = [top];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (node < tree.nPoints) act(node);
    else waiting.push(...childrenOf(tree, node));
  }
}
