/**
 * How many samples each cluster holds.
 * @param labels Int32Array (nSamples), 0..nClusters-1
 * @returns Int32Array (nClusters)
 * @throws RangeError if a label is outside 0..nClusters-1
 */
export function clusterSizes(labels: Int32Array, nClusters: number): Int32Array {
  const sizes = new Int32Array(nClusters);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label < 0 || label >= nClusters) {
      throw new RangeError(`labels must be in [0, ${nClusters}); labels[${i}] is ${label}`);
    }
    sizes[label]!++;
  }
  return sizes;
}

/** One more than the largest label; 0 for no samples. */
export function countClusters(labels: Int32Array): number {
  let largest = -1;
  for (const label of labels) if (label > largest) largest = label;
  return largest + 1;
}
