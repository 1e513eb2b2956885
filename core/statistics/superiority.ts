export interface Superiority {
  /** Probability that one of the first beats one of the second, a tie counting half, 0..1. */
  readonly probability: number;
  readonly standardError: number;
}

/**
 * How likely a value of one sample is above a value of another: the Mann-Whitney statistic as a probability, and its
 * standard error.
 * @param a Float64Array (n), not empty
 * @param b Float64Array (m), not empty
 * @see DeLong, DeLong, Clarke-Pearson 1988, Comparing the areas under two or more correlated ROC curves
 */
export function superiority(a: Float64Array, b: Float64Array): Superiority {
  const placesOfA = shareBelow(a, b);
  const placesOfB = shareBelow(b, a);
  const probability = placesOfA.reduce((sum, place) => sum + place, 0) / a.length;
  const variance = spread(placesOfA, probability) / a.length + spread(placesOfB, 1 - probability) / b.length;
  return { probability, standardError: Math.sqrt(variance) };
}

/** For each value, the share of the others that is below it, a tie counting half. */
function shareBelow(values: Float64Array, others: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const sorted = others.slice().sort();
  const shares = new Float64Array(values.length);
  let below = 0;
  let notAbove = 0;
  for (const i of order) {
    while (below < sorted.length && sorted[below]! < values[i]!) below++;
    while (notAbove < sorted.length && sorted[notAbove]! <= values[i]!) notAbove++;
    shares[i] = (below + notAbove) / 2 / sorted.length;
  }
  return shares;
}

/** Sample variance about a known mean; 0 of one value. */
function spread(values: Float64Array, mean: number): number {
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return values.length < 2 ? 0 : squares / (values.length - 1);
}
