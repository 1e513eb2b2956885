/** What is left of effects once the chance in each is taken for what it is. */
export interface Shrunk {
  /** Mean of all, weighted by what each is known to. */
  readonly mean: number;
  /** Variance of the true effects around it; 0 where chance explains all differences. */
  readonly between: number;
  /** Float64Array (n): each drawn to the mean by as much as it is uncertain. */
  readonly effects: Float64Array;
  /** Float64Array (n): standard error of each. */
  readonly errors: Float64Array;
}

/**
 * Empirical Bayes estimates of effects that are normal around a mean, each seen with a normal error: the normal-normal
 * model, its variance by DerSimonian and Laird's moments.
 * @param effects Float64Array (n)
 * @param variances Float64Array (n): of the error of each, above 0
 * @see Morris 1983, Parametric empirical Bayes inference; DerSimonian and Laird 1986, Meta-analysis in clinical trials
 */
export function shrinkEffects(effects: Float64Array, variances: Float64Array): Shrunk {
  const between = varianceBetween(effects, variances);
  const weights = variances.map((variance) => 1 / (variance + between));
  const mean = weightedMean(effects, weights);
  const kept = variances.map((variance) => (between === 0 ? 0 : between / (between + variance)));
  return {
    mean,
    between,
    effects: effects.map((effect, i) => mean + kept[i]! * (effect - mean)),
    errors: variances.map((variance, i) => Math.sqrt(kept[i]! * variance)),
  };
}

function varianceBetween(effects: Float64Array, variances: Float64Array): number {
  const weights = variances.map((variance) => 1 / variance);
  const mean = weightedMean(effects, weights);
  let [spread, sum, squares] = [0, 0, 0];
  weights.forEach((weight, i) => {
    spread += weight * (effects[i]! - mean) ** 2;
    sum += weight;
    squares += weight * weight;
  });
  const freedom = sum - squares / sum;
  return freedom > 0 ? Math.max(0, (spread - (effects.length - 1)) / freedom) : 0;
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  values.forEach((value, i) => {
    sum += weights[i]! * value;
    total += weights[i]!;
  });
  return sum / total;
}
