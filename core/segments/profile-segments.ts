import { mostValuableCluster } from './most-valuable-cluster.js';
import {
  type FeatureProfile,
  meanOf,
  medianOf,
  profileFeature,
  sortKnown,
  totalOf,
  valuesOf,
} from './profile-feature.js';

/** Feature values of every customer: column name -> Float64Array (nCustomers), NaN where unknown. */
export type FeatureColumns = Readonly<Record<string, Float64Array>>;

export interface SegmentProfile {
  /** From 1: the Insiders, then by mean revenue, highest first. */
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

/** Gives a feature of every customer: Float64Array (nCustomers), NaN where unknown. */
export type ReadColumn = (feature: string) => Promise<Float64Array>;

/**
 * Describes each cluster and numbers the segments by value. One feature at a time is in memory.
 * @param labels Int32Array (nCustomers), clusters from 0, noise -1
 * @param silhouettes Float64Array (nCustomers), NaN for noise
 * @param first the label of the segment that comes first whatever its revenue; null for none
 * @param features to describe; `gross_revenue` and `invoices` can be read whether they are among them or not
 */
export async function profileSegments(
  labels: Int32Array,
  silhouettes: Float64Array,
  first: number | null,
  features: readonly string[],
  readColumn: ReadColumn,
): Promise<ProfiledSegments> {
  const revenue = await readColumn('gross_revenue');
  const invoices = await readColumn('invoices');
  const byLabel = membersByLabel(labels);
  const byRevenue = byMeanRevenue(byLabel, revenue);
  const labelOf = first === null ? byRevenue : [first, ...byRevenue.filter((label) => label !== first)];
  const members = labelOf.map((label) => byLabel.get(label)!);
  const allRevenue = totalOf(revenue);

  const profiles: FeatureProfile[][] = [];
  for (const feature of features) profiles.push(profileFeature(feature, await readColumn(feature), members));
  const segments = members.map((rows, index): SegmentProfile => {
    const own = valuesOf(revenue, rows);
    const total = totalOf(own);
    return {
      segmentId: index + 1,
      customers: rows.length,
      customerShare: rows.length / labels.length,
      revenue: total,
      revenueShare: allRevenue === 0 ? 0 : total / allRevenue,
      invoices: totalOf(valuesOf(invoices, rows)),
      meanRevenue: total / rows.length,
      medianRevenue: medianOf(sortKnown(own)),
      silhouette: meanOf(valuesOf(silhouettes, rows)),
      features: profiles.map((profile) => profile[index]!),
    };
  });
  return { segments, segmentIds: labels.map((label) => labelOf.indexOf(label) + 1), labelOf };
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
const byMeanRevenue = (members: ReadonlyMap<number, Int32Array>, revenue: Float64Array): number[] => {
  const means = new Map([...members].map(([label, rows]) => [label, meanOf(valuesOf(revenue, rows))]));
  return [...members.keys()].sort((a, b) => means.get(b)! - means.get(a)! || a - b);
};

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
