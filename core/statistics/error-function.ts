/**
 * The error function, for x >= 0, to 2e-7.
 * @see Abramowitz and Stegun 1964, 7.1.26
 */
export function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - series * Math.exp(-x * x);
}
