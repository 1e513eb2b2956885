/**
 * How far a sample's distribution is from the one it should have: the largest gap between the two
 * cumulative distributions, times √n. Above 1.95 in one of a thousand samples of the right distribution.
 */
export function kolmogorovSmirnov(sample: Iterable<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let gap = 0;
  for (let i = 0; i < n; i++) {
    const expected = cdf(sorted[i]!);
    gap = Math.max(gap, expected - i / n, (i + 1) / n - expected);
  }
  return gap * Math.sqrt(n);
}

/** Above this the sample is not of the distribution (one in a thousand is wrongly accused). */
export const ksLimit = 1.95;

/** The standard normal distribution function by its power series, to 1e-12 for |x| < 6. */
export function normalCdf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 400; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
