import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';

/** A copy in which no value is above the quantile: a few giants no longer decide the variance. */
export function winsorise(values: Float64Array, share: number): Float64Array {
  if (values.length === 0) return values.slice();
  const most = quantileOfSorted(values.slice().sort(), share);
  return values.map((value) => Math.min(value, most));
}
