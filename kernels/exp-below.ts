/** The least argument that counts, as in core/cluster/exp-below.ts: with 16 digits what is below changes no sum. */
const least: f64 = -40;

/** LN2 in two: the first has so few digits that a whole number times it is exact. */
const ln2High: f64 = 0.6931471803691238;
const ln2Low: f64 = 1.9082149292705877e-10;
/** Adding 1.5 * 2^52 rounds to the nearest whole number, which then stands in the last bits. */
const rounder: f64 = 6755399441055744;

/**
 * e^x of two values x <= 0, to 4e-16 of its value, and 0 below -40: 2^n from the bits of n, the rest from twelve terms
 * of the series.
 * @see Muller 2016, Elementary functions, section 11.1 (range reduction), and Estrin's scheme for the polynomial
 */
export function expBelow(exponents: v128): v128 {
  const x = f64x2.max(exponents, f64x2.splat(least));
  const rounded = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), f64x2.splat(rounder));
  const n = f64x2.sub(rounded, f64x2.splat(rounder));
  const rest = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(ln2High))), f64x2.mul(n, f64x2.splat(ln2Low)));
  const power2 = f64x2.mul(rest, rest);
  const power4 = f64x2.mul(power2, power2);
  const low = f64x2.add(pair(rest, 1, 1), f64x2.mul(power2, pair(rest, 1 / 2.0, 1 / 6.0)));
  const middle = f64x2.add(
    pair(rest, 1 / 24.0, 1 / 120.0),
    f64x2.mul(power2, pair(rest, 1 / 720.0, 1 / 5040.0)),
  );
  const high = f64x2.add(
    pair(rest, 1 / 40320.0, 1 / 362880.0),
    f64x2.mul(power2, pair(rest, 1 / 3628800.0, 1 / 39916800.0)),
  );
  const highest = f64x2.add(high, f64x2.mul(power4, f64x2.splat(1 / 479001600.0)));
  const series = f64x2.add(low, f64x2.mul(power4, f64x2.add(middle, f64x2.mul(power4, highest))));
  const power = f64x2.mul(series, i64x2.shl(i64x2.add(rounded, i64x2.splat(1023)), 52));
  return v128.and(power, f64x2.ge(exponents, f64x2.splat(least)));
}

function pair(x: v128, constant: f64, factor: f64): v128 {
  return f64x2.add(f64x2.splat(constant), f64x2.mul(x, f64x2.splat(factor)));
}
