/** The parameters of BG/NBD: gamma(r, alpha) buying rates, beta(a, b) drop-out. */
interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/**
 * E[X(t)]: repeat purchases that a new customer makes in time t.
 * @see Fader, Hardie, Lee 2005, equation 9
 */
export function bgNbdExpectation({ r, alpha, a, b }: BgNbd, t: number): number {
  const series = hypergeometric(r, b, a + b - 1, t / (alpha + t));
  return ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + t)) ** r * series);
}

/** Gauss's 2F1 by its power series, which converges for 0 <= z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; term > 1e-15 * sum && n < 100_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}
