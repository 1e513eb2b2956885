import { adjustedRandIndex } from '../metrics/adjusted-rand-index.js';
import { clusterOverlaps } from '../metrics/cluster-overlaps.js';
import type { Recovery } from './recovery.js';

/**
 * How far a segmentation came back in a resample, over the samples that are in a segment of it.
 * @param labels Int32Array (nSamples), 0..nClusters-1, noise -1
 * @param found Int32Array (nSamples): the clusters of the resample, from 0
 */
export function recover(labels: Int32Array, found: Int32Array): Recovery {
  const own = labels.filter((label) => label >= 0);
  const others = found.filter((_, i) => labels[i]! >= 0);
  return { adjustedRandIndex: adjustedRandIndex(own, others), overlaps: clusterOverlaps(own, others) };
}
