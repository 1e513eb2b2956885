import type { FittedModel } from '../cluster/fitted-model.js';
import type { Matrix } from '../matrix.js';
import { shuffled } from '../random/shuffled.js';
import type { Random } from '../random.js';
import type { Model, SegmentationRules } from '../rules.js';
import { mostValuableCluster } from '../segments/most-valuable-cluster.js';
import { refitOf } from './refit.js';

/** What was chosen, and whom for. */
export interface ChosenSegmentation {
  readonly fitted: FittedModel;
  /** Float64Array (nCustomers × nDimensions), row-major: the space that was chosen, as it was fitted. */
  readonly points: Matrix;
  /** Float64Array (nCustomers) */
  readonly revenue: Float64Array;
  /** Uint8Array (nCustomers), 1 for members. */
  readonly isMember: Uint8Array;
}

export interface MemberStability {
  readonly nResamples: number;
  /** Customers drawn into each resample. */
  readonly nDrawn: number;
  /** Int32Array (nCustomers): in how many resamples each would be a member, 0..nResamples. */
  readonly timesMember: Int32Array;
  /** Mean over the resamples of the members in common over the members of either, 0..1. @see Jaccard 1912 */
  readonly jaccard: number;
  /** Resamples that fell into fewer than two clusters, or were too few different customers: nobody is a member there. */
  readonly withoutSegments: number;
}

/** Customers that a model can be fitted to a hundred times over in about a second. */
const mostDrawn: Readonly<Record<Model, number>> = {
  kmeans: 10_000,
  gmm: 500,
  ward: 500,
  kmedoids: 500,
  dbscan: 1000,
  hdbscan: 1000,
};

/**
 * How sure each membership is: the chosen model is fitted to resamples of the customers, the most valuable segment is
 * elected as it was, and everybody is assigned by the model's own rule. The space stays as it is. As many customers as
 * there are are drawn with replacement; for density models, to which copies are density, four fifths without. Models
 * that would take long are given fewer, and look less sure for it.
 * @see Hennig 2007, Cluster-wise assessment of cluster stability, section 3 (bootstrap, subsetting)
 */
export function memberStability(
  { fitted, points, revenue, isMember }: ChosenSegmentation,
  rules: SegmentationRules,
  random: Random,
  { nResamples = 100 }: { readonly nResamples?: number } = {},
): MemberStability {
  const isDensity = fitted.model === 'dbscan' || fitted.model === 'hdbscan';
  const nDrawn = Math.min(isDensity ? Math.ceil(0.8 * points.rows) : points.rows, mostDrawn[fitted.model]);
  const refit = refitOf(fitted, points, rules, random);
  const timesMember = new Int32Array(points.rows);
  let jaccardSum = 0;
  let withoutSegments = 0;
  for (let resample = 0; resample < nResamples; resample++) {
    const drawn = drawCustomers(points.rows, nDrawn, isDensity, random);
    const labels = refit(drawn);
    if (!labels) {
      withoutSegments++;
      continue;
    }
    const elected = mostValuableCluster(
      labels.ofDrawn,
      Float64Array.from(drawn, (i) => revenue[i]!),
    );
    jaccardSum += countMembers(labels.ofAll, elected, isMember, timesMember);
  }
  return { nResamples, nDrawn, timesMember, jaccard: jaccardSum / nResamples, withoutSegments };
}

/** Int32Array (nDrawn) of customers: with replacement, or each at most once. */
function drawCustomers(nCustomers: number, nDrawn: number, once: boolean, random: Random): Int32Array {
  if (!once) return Int32Array.from({ length: nDrawn }, () => Math.floor(random() * nCustomers));
  return shuffled(
    Int32Array.from({ length: nCustomers }, (_, i) => i),
    random,
  ).subarray(0, nDrawn);
}

/** Counts one resample's members in and returns their Jaccard index with the members elected. */
function countMembers(
  labels: Int32Array,
  elected: number,
  isMember: Uint8Array,
  timesMember: Int32Array,
): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < labels.length; i++) {
    const isElected = labels[i] === elected ? 1 : 0;
    timesMember[i]! += isElected;
    both += isElected & isMember[i]!;
    either += isElected | isMember[i]!;
  }
  return either === 0 ? 1 : both / either;
}
