/** The shape of one feature over all customers. Everything but the counts is null without a value. */
export interface Description {
  readonly count: number;
  readonly missing: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly range: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  /** Sample standard deviation (n - 1); null with one value. */
  readonly std: number | null;
  /** Adjusted Fisher-Pearson skewness; null below three values or without spread. */
  readonly skew: number | null;
  /** Adjusted excess kurtosis, 0 for a normal distribution; null below four values or without spread. */
  readonly kurtosis: number | null;
}

/**
 * Describes a Float64Array (n) in which NaN is a missing value. The values' order does not matter.
 * @see Joanes and Gill 1998, G1 and G2: what spreadsheets and pandas compute
 */
export function describe(values: Float64Array): Description {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  const missing = values.length - count;
  if (count === 0) return { ...nothing, missing };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const [squares, cubes, fourths] = centralSums(sorted, mean);
  const min = sorted[0]!;
  const max = sorted[count - 1]!;
  const hasSpread = min < max;
  const variance = squares / count;
  return {
    count,
    missing,
    min,
    max,
    range: max - min,
    mean,
    median: medianOfSorted(sorted),
    std: count > 1 ? Math.sqrt(squares / (count - 1)) : null,
    skew: hasSpread && count > 2 ? adjustedSkew(cubes / count / variance ** 1.5, count) : null,
    kurtosis: hasSpread && count > 3 ? adjustedKurtosis(fourths / count / variance ** 2 - 3, count) : null,
  };
}

/** Median of an ascending, non-empty Float64Array (n). */
export function medianOfSorted(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const nothing: Description = {
  count: 0,
  missing: 0,
  min: null,
  max: null,
  range: null,
  mean: null,
  median: null,
  std: null,
  skew: null,
  kurtosis: null,
};

/** Sums of the second, third and fourth powers of the distances from the mean. */
function centralSums(values: Float64Array, mean: number): [number, number, number] {
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = values[i]! - mean;
    const square = distance * distance;
    squares += square;
    cubes += square * distance;
    fourths += square * square;
  }
  return [squares, cubes, fourths];
}

const adjustedSkew = (skew: number, n: number) => (skew * Math.sqrt(n * (n - 1))) / (n - 2);

const adjustedKurtosis = (excess: number, n: number) =>
  ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
