/**
 * The smallest value that a share of the values does not exceed: always one of them.
 * @param sorted ascending, non-empty Float64Array (n)
 * @param share 0..1
 * @see Hyndman, Fan 1996, Sample quantiles in statistical packages, definition 1
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  // What is a whole number but for rounding is that number.
  const rank = Math.ceil(share * sorted.length - 1e-9);
  return sorted[Math.max(0, rank - 1)]!;
}
