/** A term so small against the sum adds nothing any more. */
const negligible = 1e-15;
/** Terms and sum are scaled down beyond this, far from where a double ends. */
const large = 1e200;

/**
 * Gauss's 2F1(a, b; c; z) times e^logScale, for a, b > 0, 0 <= z < 1 and c > -1 but 0, by its power series: to 1e-13 of
 * its size up to z = 0.97, to 1e-11 at 0.9995, in more terms the closer z is to 1 (about 35 / (1 - z)). Where c is below
 * 0 every term but the first is, so that near a zero of the sum digits are lost: there it is good to 1e-13 of 1.
 * @see Abramowitz and Stegun 1964, 15.1.1
 */
export function hypergeometric(a: number, b: number, c: number, z: number, logScale = 0): number {
  let term = 1;
  let sum = 1;
  let logShift = logScale;
  // With c near -1 the second term says nothing of the third.
  for (let n = 0; n < 2 || Math.abs(term) > negligible * Math.abs(sum); n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    // Terms may rise before they fall.
    if (Math.abs(term) > large) {
      term /= large;
      sum /= large;
      logShift += Math.log(large);
    }
  }
  return sum * Math.exp(logShift);
}
