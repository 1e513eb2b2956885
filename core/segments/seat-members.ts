import { clusterSizes, countClusters } from '../metrics/cluster-sizes.js';

/** Groups of which one are the members of a rule. */
export interface Seated {
  /** Int32Array (nCustomers): the members together, everybody else where the clusters left them; noise -1. */
  readonly labels: Int32Array;
  /** The label of the members; null where there are none. */
  readonly membersLabel: number | null;
  /** For each cluster, the label of those who are no members. */
  readonly labelOf: readonly number[];
}

/**
 * Makes the members of a rule a group of its own beside the clusters, each customer in one. A cluster of whom too few
 * are left joins its neighbour by mean revenue, the poorer one first; at least one cluster stays.
 * @param clusters Int32Array (nCustomers), clusters from 0, noise -1
 * @param isMember Uint8Array (nCustomers), 1 for members
 * @param revenue Float64Array (nCustomers)
 * @param fewest customers that make a group
 */
export function seatMembers(
  clusters: Int32Array,
  isMember: Uint8Array,
  revenue: Float64Array,
  fewest: number,
): Seated {
  const k = countClusters(clusters);
  const own = Array.from({ length: k }, (_, cluster) => cluster);
  if (!isMember.includes(1)) return { labels: clusters, membersLabel: null, labelOf: own };
  const left = clusterSizes(
    clusters.filter((cluster, i) => cluster >= 0 && isMember[i] === 0),
    k,
  );
  const byRevenue = richestFirst(clusters, revenue, k);
  const largest = own.reduce((a, b) => (left[b]! > left[a]! ? b : a), 0);
  const stays = (cluster: number) => left[cluster]! >= fewest || cluster === largest;
  const labelOf = own.map((cluster) => {
    if (stays(cluster)) return cluster;
    const at = byRevenue.indexOf(cluster);
    return byRevenue.slice(at).find(stays) ?? byRevenue.slice(0, at).findLast(stays)!;
  });
  const labels = clusters.map((cluster, i) => {
    if (isMember[i] === 1) return k;
    return cluster < 0 ? cluster : labelOf[cluster]!;
  });
  return { labels, membersLabel: k, labelOf };
}

/** Clusters by the mean revenue of all who are in them, the richest first; those with nobody last. */
export function richestFirst(clusters: Int32Array, revenue: Float64Array, k: number): number[] {
  const sizes = clusterSizes(
    clusters.filter((cluster) => cluster >= 0),
    k,
  );
  const sums = new Float64Array(k);
  clusters.forEach((cluster, i) => {
    if (cluster >= 0) sums[cluster]! += revenue[i]!;
  });
  const mean = (cluster: number) => (sizes[cluster] === 0 ? -1 : sums[cluster]! / sizes[cluster]!);
  return Array.from({ length: k }, (_, cluster) => cluster).sort((a, b) => mean(b) - mean(a) || a - b);
}
