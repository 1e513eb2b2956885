import { clusterSizes, countClusters } from '../metrics/cluster-sizes.js';

/**
 * The cluster with the highest mean revenue, of equals the first; -1 where there is none.
 * @param labels Int32Array (nCustomers), clusters from 0, noise -1
 * @param revenue Float64Array (nCustomers)
 */
export function mostValuableCluster(labels: Int32Array, revenue: Float64Array): number {
  const clustered = labels.filter((label) => label >= 0);
  const sizes = clusterSizes(clustered, countClusters(clustered));
  const sums = new Float64Array(sizes.length);
  for (let i = 0; i < labels.length; i++) if (labels[i]! >= 0) sums[labels[i]!]! += revenue[i]!;
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < sizes.length; k++) {
    const mean = sums[k]! / sizes[k]!;
    if (sizes[k] === 0 || mean <= highest) continue;
    highest = mean;
    best = k;
  }
  return best;
}
