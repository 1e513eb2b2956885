/**
 * How regular a shop's customers order, by two gaps of each: the shape k of gaps that are gamma(k) at a rate of each
 * one's own. 1 is pure chance, infinity a clock. The share of one gap in two is beta(k, k), whatever the rate, so that
 * its variance around a half is 1 / (4 (2k + 1)).
 * @param gaps pairs of gaps of one customer each, above 0
 * @returns undefined without a pair, or where all are even
 * @see Wheat and Morrison 1990, Estimating purchase regularity with two interpurchase times
 */
export function regularityOf(gaps: Iterable<readonly [number, number]>): number | undefined {
  let [sum, count] = [0, 0];
  for (const [one, other] of gaps) {
    sum += (one / (one + other) - 0.5) ** 2;
    count++;
  }
  const variance = sum / count;
  return variance > 0 ? Math.max(0, (1 - 4 * variance) / (8 * variance)) : undefined;
}
