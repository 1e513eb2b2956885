import { countClusters } from './cluster-sizes.js';

/**
 * For each cluster of one labelling how much of it is a cluster of another: the greatest Jaccard index, samples
 * in both over samples in either, with any cluster there. Above .75 a cluster counts as stable, below .5 as lost.
 * @param labels Int32Array (nSamples), 0..nClusters-1, no cluster empty
 * @param others Int32Array (nSamples), from 0
 * @returns Float64Array (nClusters), 0..1
 * @see Hennig 2007, Cluster-wise assessment of cluster stability
 */
export function clusterOverlaps(labels: Int32Array, others: Int32Array): Float64Array {
  const [nClusters, nOthers] = [countClusters(labels), countClusters(others)];
  const shared = new Float64Array(nClusters * nOthers);
  const sizes = new Float64Array(nClusters);
  const otherSizes = new Float64Array(nOthers);
  for (let i = 0; i < labels.length; i++) {
    shared[labels[i]! * nOthers + others[i]!]!++;
    sizes[labels[i]!]!++;
    otherSizes[others[i]!]!++;
  }
  return sizes.map((size, k) => {
    let greatest = 0;
    for (let other = 0; other < nOthers; other++) {
      const both = shared[k * nOthers + other]!;
      greatest = Math.max(greatest, both / (size + otherSizes[other]! - both));
    }
    return greatest;
  });
}
