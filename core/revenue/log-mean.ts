/**
 * The logarithmic mean of two numbers of at least 0: (a - b) / ln(a / b), a itself where both are equal, 0 where one is 0.
 * Times the logarithm of a ratio it makes an exact part of a difference.
 * @see Ang 2004, Decomposition analysis for policymaking in energy, Energy Policy 32(9)
 */
export function logMean(a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) return 0;
  const ratio = a / b;
  // Near 1 the quotient is of two numbers that are nearly 0: its series instead, to the digits of a double.
  const apart = ratio - 1;
  if (Math.abs(apart) < 1e-5) return b * (1 + apart / 2 - apart ** 2 / 12);
  return (a - b) / Math.log(ratio);
}
