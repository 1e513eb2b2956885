import { mostValuableCluster } from './most-valuable-cluster.js';

/** Feature values of every customer: column name -> Float64Array (nCustomers), NaN where unknown. */
export type FeatureColumns = Readonly<Record<string, Float64Array>>;

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

export interface SegmentProfile {
  /** From 1, by mean revenue, highest first. */
  readonly segmentId: number;
  readonly customers: number;
  /** 0..1 */
  readonly customerShare: number;
  readonly revenue: number;
  /** The segment's revenue over all revenue, 0..1: never a mean of means. */
  readonly revenueShare: number;
  readonly invoices: number;
  readonly meanRevenue: number;
  readonly medianRevenue: number;
  /** Mean silhouette of the members, -1..1. */
  readonly silhouette: number;
  readonly features: readonly FeatureProfile[];
}

export interface ProfiledSegments {
  readonly segments: readonly SegmentProfile[];
  /** Int32Array (nCustomers): segment ids, from 1; 0 for noise. */
  readonly segmentIds: Int32Array;
  /** The label of each segment. */
  readonly labelOf: readonly number[];
}

/**
 * Describes each cluster and numbers the segments by value.
 * @param labels Int32Array (nCustomers), clusters from 0, noise -1
 * @param silhouettes Float64Array (nCustomers), NaN for noise
 * @param columns must hold `gross_revenue` and `invoices`
 */
export function profileSegments(
  labels: Int32Array,
  silhouettes: Float64Array,
  columns: FeatureColumns,
): ProfiledSegments {
  const revenue = columns.gross_revenue!;
  const members = membersByLabel(labels);
  const byValue = byMeanRevenue(members, revenue);
  const base = describeBase(columns, labels.length);
  const allRevenue = totalOf(revenue, base.everybody);

  const segments = byValue.map((label, index): SegmentProfile => {
    const rows = members.get(label)!;
    const total = totalOf(revenue, rows);
    return {
      segmentId: index + 1,
      customers: rows.length,
      customerShare: rows.length / labels.length,
      revenue: total,
      revenueShare: allRevenue === 0 ? 0 : total / allRevenue,
      invoices: totalOf(columns.invoices!, rows),
      meanRevenue: total / rows.length,
      medianRevenue: medianOf(revenue, rows),
      silhouette: meanOf(silhouettes, rows),
      features: base.features.map((feature) => profileFeature(feature, columns[feature.name]!, rows)),
    };
  });
  return { segments, segmentIds: labels.map((label) => byValue.indexOf(label) + 1), labelOf: byValue };
}

/**
 * Share of the customers in the cluster with the highest mean revenue, 0..1.
 * @param labels Int32Array (nCustomers), clusters from 0, noise -1
 * @param revenue Float64Array (nCustomers)
 */
export function topShare(labels: Int32Array, revenue: Float64Array): number {
  const top = mostValuableCluster(labels, revenue);
  return labels.filter((label) => label === top).length / labels.length;
}

/** Labels, the most valuable first. */
const byMeanRevenue = (members: ReadonlyMap<number, Int32Array>, revenue: Float64Array): number[] =>
  [...members.keys()].sort(
    (a, b) => meanOf(revenue, members.get(b)!) - meanOf(revenue, members.get(a)!) || a - b,
  );

interface BaseFeature {
  readonly name: string;
  readonly mean: number;
  readonly median: number;
  /** Float64Array (nCustomers): fractional ranks 0..1, equal values equal ranks. */
  readonly ranks: Float64Array;
}

function describeBase(columns: FeatureColumns, nCustomers: number) {
  const everybody = Int32Array.from({ length: nCustomers }, (_, i) => i);
  const features = Object.entries(columns).map(
    ([name, values]): BaseFeature => ({
      name,
      mean: meanOf(values, everybody),
      median: medianOf(values, everybody),
      ranks: fractionalRanks(values),
    }),
  );
  return { everybody, features };
}

function profileFeature(base: BaseFeature, values: Float64Array, rows: Int32Array): FeatureProfile {
  const mean = meanOf(values, rows);
  return {
    feature: base.name,
    mean,
    median: medianOf(values, rows),
    total: totalOf(values, rows),
    baseMean: base.mean,
    baseMedian: base.median,
    ratio: base.mean === 0 ? null : mean / base.mean,
    standing: meanOf(base.ranks, rows),
  };
}

function membersByLabel(labels: Int32Array): Map<number, Int32Array> {
  const rows = new Map<number, number[]>();
  labels.forEach((label, i) => {
    if (label < 0) return;
    const list = rows.get(label);
    if (list) list.push(i);
    else rows.set(label, [i]);
  });
  return new Map([...rows].map(([label, list]) => [label, Int32Array.from(list)]));
}

/** Sum of the known values. */
function totalOf(values: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const i of rows) if (!Number.isNaN(values[i]!)) sum += values[i]!;
  return sum;
}

function meanOf(values: Float64Array, rows: Int32Array): number {
  let sum = 0;
  let count = 0;
  for (const i of rows) {
    if (Number.isNaN(values[i]!)) continue;
    sum += values[i]!;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

function medianOf(values: Float64Array, rows: Int32Array): number {
  const known = Float64Array.from(rows, (i) => values[i]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const middle = known.length >> 1;
  if (known.length === 0) return Number.NaN;
  return known.length % 2 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2;
}

/** Mid-ranks scaled to 0..1, NaN for unknown values. */
function fractionalRanks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]!))
    .sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    const rank = (start + end) / 2 / order.length;
    for (let i = start; i < end; i++) ranks[order[i]!] = rank;
    start = end;
  }
  return ranks;
}
