export interface Quadrature {
  /** Float64Array (n), on (0, 1), rising. */
  readonly nodes: Float64Array;
  /** Float64Array (n): they add up to 1. */
  readonly weights: Float64Array;
}

/**
 * Nodes and weights with which the integral over (0, 1) of a polynomial of degree up to 2n - 1 is exact.
 * @see Press et al. 2007, Numerical recipes, gauleg
 */
export function gaussLegendre(n: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    // Newton's iteration doubles the digits each time, from three.
    for (let round = 0; round < 6; round++) {
      let before = 0;
      let polynomial = 1;
      for (let j = 0; j < n; j++) {
        const next = ((2 * j + 1) * z * polynomial - j * before) / (j + 1);
        before = polynomial;
        polynomial = next;
      }
      slope = (n * (z * polynomial - before)) / (z * z - 1);
      z -= polynomial / slope;
    }
    nodes[n - 1 - i] = (1 + z) / 2;
    weights[n - 1 - i] = 1 / ((1 - z * z) * slope * slope);
  }
  return { nodes, weights };
}
