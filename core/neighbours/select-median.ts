import type { Matrix } from '../matrix/matrix.js';

/**
 * Reorders samples[first..last] so that by the given feature nothing before `middle` is greater than
 * what is at `middle`, and nothing after it less. Equal values fall on both sides, so that a constant
 * feature is halved as fast as any other.
 * @see Hoare 1961, Algorithm 65: Find
 */
export function selectMedian(
  { data, cols }: Matrix,
  feature: number,
  samples: Int32Array,
  first: number,
  last: number,
  middle: number,
): void {
  const valueAt = (place: number) => data[samples[place]! * cols + feature]!;
  let low = first;
  let high = last;
  while (low < high) {
    const pivot = medianOfThree(valueAt(low), valueAt((low + high) >> 1), valueAt(high));
    let i = low;
    let j = high;
    while (i <= j) {
      while (valueAt(i) < pivot) i++;
      while (valueAt(j) > pivot) j--;
      if (i <= j) swap(samples, i++, j--);
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

const medianOfThree = (a: number, b: number, c: number) =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function swap(samples: Int32Array, i: number, j: number): void {
  const sample = samples[i]!;
  samples[i] = samples[j]!;
  samples[j] = sample;
}
