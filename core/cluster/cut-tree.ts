import type { WardTree } from './ward-tree.js';

/**
 * The clusters that are left after all but the last k - 1 merges.
 * @returns Int32Array (nSamples), 0..k-1, numbered by first appearance
 * @throws RangeError if k is out of range
 */
export function cutTree({ nSamples, left, right }: WardTree, k: number): Int32Array {
  if (!Number.isInteger(k) || k < 1 || k > nSamples) {
    throw new RangeError(`k must be an integer in [1, nSamples]; got ${k} (nSamples = ${nSamples})`);
  }
  const parents = Int32Array.from({ length: nSamples }, (_, i) => i);
  for (let m = 0; m < nSamples - k; m++) {
    parents[findRoot(parents, left[m]!)] = findRoot(parents, right[m]!);
  }
  return numberRoots(parents);
}

/** Halves the path on the way, so that long chains of merges stay cheap. */
function findRoot(parents: Int32Array, sample: number): number {
  let i = sample;
  while (parents[i] !== i) {
    parents[i] = parents[parents[i]!]!;
    i = parents[i]!;
  }
  return i;
}

function numberRoots(parents: Int32Array): Int32Array {
  const numbers = new Int32Array(parents.length).fill(-1);
  let count = 0;
  return parents.map((_, i) => {
    const root = findRoot(parents, i);
    if (numbers[root]! < 0) numbers[root] = count++;
    return numbers[root]!;
  });
}
