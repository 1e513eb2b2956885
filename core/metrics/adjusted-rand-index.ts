/**
 * Adjusted Rand index of two labellings of the same samples: 1 for the same partition, about 0 for
 * unrelated ones, at least -0.5. The numbers used as labels do not matter.
 * @param a Int32Array (nSamples)
 * @param b Int32Array (nSamples)
 * @throws RangeError if the lengths differ
 * @see Hubert, Arabie 1985, Comparing partitions, equation 5
 */
export function adjustedRandIndex(a: Int32Array, b: Int32Array): number {
  if (a.length !== b.length) {
    throw new RangeError(`labellings must be of the same samples; got ${a.length} and ${b.length}`);
  }
  const both = countPairs(crossLabels(a, b));
  const inA = countPairs(a);
  const inB = countPairs(b);
  const all = (a.length * (a.length - 1)) / 2;
  const expected = all === 0 ? 0 : (inA * inB) / all;
  const largest = (inA + inB) / 2;
  // Both labellings are one cluster, or both are all singletons: the same partition.
  return largest === expected ? 1 : (both - expected) / (largest - expected);
}

/** Pairs of samples that share a label. */
function countPairs(labels: Float64Array | Int32Array): number {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  let pairs = 0;
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2;
  return pairs;
}

/** One number per combination of labels. */
function crossLabels(a: Int32Array, b: Int32Array): Float64Array {
  const ids = new Map<number, number>();
  for (const label of b) if (!ids.has(label)) ids.set(label, ids.size);
  return Float64Array.from(a, (label, i) => label * ids.size + ids.get(b[i]!)!);
}
