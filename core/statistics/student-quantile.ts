import { normalQuantile } from './normal-quantile.js';

/**
 * The quantile of Student's t: to 1e-3 from 5 degrees of freedom and shares up to 0.95, to 2e-2 at 0.99.
 * @param share in (0, 1)
 * @param freedom degrees of freedom, at least 5
 * @see Abramowitz and Stegun 1964, 26.7.5
 */
export function studentQuantile(share: number, freedom: number): number {
  const z = normalQuantile(share);
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3)
  );
}
