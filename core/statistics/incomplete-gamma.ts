import { logGamma } from './log-gamma.js';

const negligible = 1e-16;
/** In place of a denominator of 0. */
const tiny = 1e-300;
const mostTerms = 10_000;

/** The two shares of a gamma distribution. */
export interface GammaShares {
  /** Below x: P(a, x), 0..1. */
  readonly below: number;
  /** Above it: Q(a, x), 0..1, with all its digits however small it is. */
  readonly above: number;
}

/**
 * The regularised incomplete gamma functions, to about 1e-13 of the smaller share, for a up to about 1e6: by the series
 * below a + 1, by the continued fraction above.
 * @param a shape, above 0
 * @param x at least 0
 * @see Abramowitz and Stegun 1964, 6.5.29 and 6.5.31; Lentz's method in Thompson and Barnett 1986
 * @example gammaShares(1, 2).above // e^-2
 */
export function gammaShares(a: number, x: number): GammaShares {
  if (x <= 0) return { below: 0, above: 1 };
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    const below = Math.min(1, scale * series(a, x));
    return { below, above: 1 - below };
  }
  const above = Math.min(1, scale * fraction(a, x));
  return { below: 1 - above, above };
}

/** The share of a standard normal distribution further than z from 0, on both sides. */
export const normalTails = (z: number): number => gammaShares(0.5, (z * z) / 2).above;

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > negligible * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < mostTerms; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (nonZero(numerator * d + b) || tiny);
    c = nonZero(b + numerator / c) || tiny;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < negligible) break;
  }
  return value;
}

const nonZero = (value: number) => (Math.abs(value) < tiny ? 0 : value);
