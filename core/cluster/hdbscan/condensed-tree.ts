import { type LinkageTree, sizeOf } from './linkage-tree.js';

/**
 * The tree of clusters: cluster 0 is everything, a cluster's parent has a lower number. A cluster ends
 * where it splits into two of at least minClusterSize; all that falls off before leaves it one by one.
 * Lambda is 1 / distance: how dense it has to be; infinite among equal points.
 */
export interface CondensedTree {
  /** Int32Array (nClusters): -1 for cluster 0. */
  readonly parents: Int32Array;
  /** Float64Array (nClusters): lambda at which each splits off its parent; 0 for cluster 0. */
  readonly births: Float64Array;
  /** Float64Array (nClusters): lambda at which its last point leaves or it splits. */
  readonly deaths: Float64Array;
  /** Float64Array (nClusters): sum over its points of lambda at leaving minus lambda at birth, may be infinite. */
  readonly stabilities: Float64Array;
  /** Int32Array (nClusters): points at birth. */
  readonly sizes: Int32Array;
  /** Int32Array (nPoints): the cluster that each point leaves. */
  readonly clusterOf: Int32Array;
  /** Float64Array (nPoints): lambda at which it does. */
  readonly lambdas: Float64Array;
}

/**
 * Condenses a single-linkage tree.
 * @see Campello, Moulavi, Sander 2013, section 3.2; McInnes, Healy 2017, Accelerated hierarchical density based clustering
 */
export function condensedTree(tree: LinkageTree, minClusterSize: number): CondensedTree {
  const { nPoints, heights } = tree;
  const clusters = new Clusters(nPoints);
  const waiting = [{ node: 2 * nPoints - 2, cluster: clusters.add(-1, 0, nPoints) }];
  // First in, first out: clusters are numbered level by level from the root.
  for (let next = 0; next < waiting.length; next++) {
    const { node, cluster } = waiting[next]!;
    const { merge, isSplit } = followDown(tree, node, minClusterSize, (fallen, at) => {
      for (const point of pointsBelow(tree, fallen)) clusters.leave(point, cluster, 1 / heights[at]!);
    });
    if (!isSplit) continue;
    const lambda = 1 / heights[merge]!;
    for (const child of [tree.lefts[merge]!, tree.rights[merge]!]) {
      const size = sizeOf(tree, child);
      clusters.split(cluster, lambda, size);
      waiting.push({ node: child, cluster: clusters.add(cluster, lambda, size) });
    }
  }
  return clusters.tree();
}
