/** One feature within one segment, beside the whole base. Means and medians are over known values. */
export interface FeatureProfile {
  readonly feature: string;
  readonly mean: number;
  readonly median: number;
  readonly total: number;
  readonly baseMean: number;
  readonly baseMedian: number;
  /** mean / baseMean; null where the base's mean is 0. */
  readonly ratio: number | null;
  /** Mean of the members' ranks among all customers, 0..1; 0.5 is like everybody. */
  readonly standing: number;
}

/**
 * Describes one feature within each segment.
 * @param values Float64Array (nCustomers), NaN where unknown
 * @param members of each segment: rows of `values`
 */
export function profileFeature(
  feature: string,
  values: Float64Array,
  members: readonly Int32Array[],
): FeatureProfile[] {
  const sorted = sortKnown(values);
  const ranks = values.map((value) => midRank(sorted, value));
  const baseMean = meanOf(values);
  const baseMedian = medianOf(sorted);
  return members.map((rows) => {
    const own = valuesOf(values, rows);
    const mean = meanOf(own);
    return {
      feature,
      mean,
      median: medianOf(sortKnown(own)),
      total: totalOf(own),
      baseMean,
      baseMedian,
      ratio: baseMean === 0 ? null : mean / baseMean,
      standing: meanOf(valuesOf(ranks, rows)),
    };
  });
}

/** The values of some rows. */
export const valuesOf = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (i) => values[i]!);

/** Sum of the known values. */
export function totalOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += value;
  return sum;
}

/** Mean of the known values, NaN where there are none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** The known values, rising. */
export const sortKnown = (values: Float64Array): Float64Array =>
  values.filter((value) => !Number.isNaN(value)).sort();

/** The middle of rising values, NaN where there are none. */
export function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The mean rank of equal values among rising ones, 0..1; NaN for an unknown value. */
function midRank(sorted: Float64Array, value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  return (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / 2 / sorted.length;
}

/** How many rising values are below one, or `orEqual` to it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}
