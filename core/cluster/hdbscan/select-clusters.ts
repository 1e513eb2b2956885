import type { CondensedCluster } from './condensed-tree.js';

/** Densities this close, as a share, differ by rounding only. */
const rounding = 1e-9;

/**
 * Excess of mass: of every cluster and the best choice among its descendants, the more stable one is
 * taken, the cluster itself where they are equal. Cluster 0, everything, is never taken: where
 * none below it lives on after its birth, as in an even row of points, there are no clusters.
 * @returns numbers of the clusters, rising
 * @see Campello, Moulavi, Sander 2013, section 5.2, algorithm 3
 */
export function selectClusters(clusters: readonly CondensedCluster[]): number[] {
  const best = new Float64Array(clusters.length);
  const isTaken = new Uint8Array(clusters.length);
  for (let c = clusters.length - 1; c > 0; c--) {
    const { parent, stability } = clusters[c]!;
    isTaken[c] = best[c]! > stability ? 0 : 1;
    if (isTaken[c] === 1) best[c] = stability;
    best[parent]! += best[c]!;
  }
  // Parents come before children, so that what is below a taken cluster is given up on the way down.
  const isCovered = new Uint8Array(clusters.length);
  const taken = Array.from(clusters.keys()).filter((c) => {
    if (c === 0) return false;
    const { parent } = clusters[c]!;
    isCovered[c] = isCovered[parent]! | isTaken[parent]!;
    return isTaken[c] === 1 && isCovered[c] === 0;
  });
  return taken.some((c) => clusters[c]!.death > clusters[c]!.birth * (1 + rounding)) ? taken : [];
}
