/** The shape of a feature's known values. */
export interface ValueSummary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
  readonly median: number;
  /** 75th minus 25th percentile, >= 0. */
  readonly interquartileRange: number;
  /** Third standardised moment; 0 for a constant. */
  readonly skewness: number;
}

/**
 * Describes finite values, at least one.
 * @param values Float64Array (nSamples)
 */
export function describeValues(values: Float64Array): ValueSummary {
  const sorted = values.slice().sort();
  const mean = average(values, (value) => value);
  const variance = average(values, (value) => (value - mean) ** 2);
  const deviation = Math.sqrt(variance);
  return {
    min: sorted[0]!,
    max: sorted.at(-1)!,
    mean,
    deviation,
    median: quantile(sorted, 0.5),
    interquartileRange: quantile(sorted, 0.75) - quantile(sorted, 0.25),
    skewness: deviation === 0 ? 0 : average(values, (value) => ((value - mean) / deviation) ** 3),
  };
}

/** Linear between the two nearest ranks, as NumPy and R (type 7) do. */
export function quantile(sorted: Float64Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = sorted[below]!;
  const high = sorted[Math.ceil(rank)]!;
  return low + (high - low) * (rank - below);
}

function average(values: Float64Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}
