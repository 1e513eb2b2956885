import type { CondensedTree } from './condensed-tree.js';

/** Which taken cluster each point belongs to. */
export interface Memberships {
  /** Int32Array (nPoints): position in the list of taken clusters; noise is -1. */
  readonly labels: Int32Array;
  /** Float64Array (nPoints): how long the point stays, as a share of the cluster's life, 0..1; 0 for noise. */
  readonly probabilities: Float64Array;
}

/**
 * A point belongs to the taken cluster that it leaves, or below which it leaves; otherwise it is noise.
 * @param taken numbers of clusters, rising
 */
export function memberships(
  { clusters, clusterOf, lambdas }: CondensedTree,
  taken: readonly number[],
): Memberships {
  const labelOf = new Int32Array(clusters.length).fill(-1);
  taken.forEach((c, label) => {
    labelOf[c] = label;
  });
  clusters.forEach(({ parent }, c) => {
    if (parent >= 0 && labelOf[parent] !== -1) labelOf[c] = labelOf[parent]!;
  });
  const labels = clusterOf.map((c) => labelOf[c]!);
  const probabilities = Float64Array.from(labels, (label, point) =>
    label < 0 ? 0 : shareOfLife(lambdas[point]!, clusters[taken[label]!]!.death),
  );
  return { labels, probabilities };
}

/** Points that stay as long as the cluster, or for ever, belong to it wholly. */
const shareOfLife = (lambda: number, death: number) => (lambda >= death ? 1 : lambda / death);
