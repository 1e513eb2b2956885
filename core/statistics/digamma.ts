/**
 * The derivative of logGamma, for x > 0, to 1e-13: by its asymptotic series from 8 on, below by recurrence.
 * @see Abramowitz and Stegun 1964, 6.3.5 and 6.3.18
 */
export function digamma(x: number): number {
  let sum = 0;
  let shifted = x;
  while (shifted < 8) {
    sum -= 1 / shifted;
    shifted++;
  }
  const s = 1 / (shifted * shifted);
  const series =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - (s * 691) / 32760)))));
  return sum + Math.log(shifted) - 0.5 / shifted - series;
}
