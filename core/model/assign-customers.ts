import { assign, type Training } from '../cluster/assign.js';
import { integersIn, matrixIn } from '../embed/map-arrays.js';
import { placeInSpace } from '../embed/place-in-space.js';
import { scale } from '../embed/scale.js';
import { matrixColumn } from '../features/matrix-column.js';
import { interleave } from '../matrix/interleave.js';
import type { Matrix } from '../matrix/matrix.js';
import { meetsRule, type Rule } from '../membership/rule.js';
import { clusterMeans } from '../metrics/cluster-means.js';
import { simplifiedSilhouettes } from '../metrics/simplified-silhouettes.js';
import type { CustomerModel } from './customer-model.js';

/** The columns that a model needs of a customer, in this order: those of its scaler, then what the rule asks about, and how long they have been away. */
export const modelFeatures = ({ scaler, enter, goneAfterDays }: CustomerModel): string[] => [
  ...new Set([
    ...scaler.features.map(({ name }) => name),
    ...askedBy(enter ?? []),
    ...(goneAfterDays === null ? [] : ['recency_days']),
  ]),
];

/** The features that a rule asks about, each once. */
const askedBy = (rule: Rule): string[] => [
  ...new Set(rule.flatMap((path) => path.map(({ feature }) => feature))),
];

/**
 * Assigns customers whom a model has never seen to its segments, each for itself: the Insiders by the rule to enter,
 * everybody else by the model's own.
 * @param customers Float64Array (nCustomers × nFeatures), row-major, not scaled, columns as in `modelFeatures`; NaN
 *   where unknown
 * @returns Int32Array (nCustomers): segment ids, from 1; nobody is left out
 * @throws UserError `UnusableFeature` if a value is infinite or absurdly large
 */
export const assignCustomers = (model: CustomerModel, customers: Matrix): Int32Array =>
  placeCustomers(model, customers).segmentIds;

/** Where customers belong, and how well. */
export interface PlacedCustomers {
  /** Int32Array (nCustomers): segment ids, from 1. */
  readonly segmentIds: Int32Array;
  /** Float64Array (nCustomers), -1..1: silhouettes by the model's centers; NaN where it has but one. */
  readonly silhouettes: Float64Array;
}

/** The same, with how well each customer fits among those whom the model puts there. @see assignCustomers */
export function placeCustomers(model: CustomerModel, customers: Matrix): PlacedCustomers {
  const { scaler, map, fitted, arrays, segments, goneAfterDays, enter } = model;
  const names = modelFeatures(model);
  const columns = Object.fromEntries(names.map((name, j) => [name, matrixColumn(customers, j)]));
  const scaled = scaler.features.map(({ name }) => name);
  const placed = placeInSpace(map, arrays, scale(scaler, interleave(columns, scaled)), scaled);
  const segmentsBy = (of: 'labels' | 'goneLabels') =>
    new Map(segments.flatMap((segment) => segment[of].map((label) => [label, segment.segmentId] as const)));
  const [segmentOf, segmentOfGone] = [segmentsBy('labels'), segmentsBy('goneLabels')];
  const isGone = (i: number) => goneAfterDays !== null && columns.recency_days![i]! > goneAfterDays;
  const insidersId = segments.find(({ isInsiders }) => isInsiders)?.segmentId;
  // Of whom it is not known when they ordered last, it is not known whether they are late either.
  const isIn = (i: number) =>
    enter !== null &&
    askedBy(enter).every((name) => !Number.isNaN(columns[name]![i]!)) &&
    meetsRule(enter, columns, i);
  const labels = assign(fitted, trainingOf(model), placed);
  const centers = centersOf(model);
  return {
    segmentIds: labels.map((label, i) =>
      insidersId !== undefined && isIn(i) ? insidersId : (isGone(i) ? segmentOfGone : segmentOf).get(label)!,
    ),
    silhouettes:
      centers.rows < 2
        ? new Float64Array(labels.length).fill(Number.NaN)
        : simplifiedSilhouettes(placed, labels, centers),
  };
}

/** Float64Array (nClusters × nDimensions), row-major: what each cluster of the model lies around. */
function centersOf(model: CustomerModel): Matrix {
  const { fitted } = model;
  switch (fitted.model) {
    case 'kmeans':
      return matrixOf(fitted.centers);
    case 'gmm':
      return matrixOf(fitted.means);
    case 'kmedoids':
      return matrixOf(fitted.medoids);
    default: {
      const { points, labels } = trainingOf(model);
      return clusterMeans(points, labels, fitted.k);
    }
  }
}

const matrixOf = (rows: readonly (readonly number[])[]): Matrix => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  cols: rows[0]?.length ?? 0,
});

/** Models whose rule is to ask the neighbours. */
export const asksNeighbours = ({ model }: CustomerModel['fitted']): boolean =>
  model === 'ward' || model === 'dbscan' || model === 'hdbscan';

function trainingOf({ fitted, arrays }: CustomerModel): Training {
  if (!asksNeighbours(fitted)) return nobody;
  return { points: matrixIn(arrays, 'points'), labels: integersIn(arrays, 'labels') };
}

/** For models that know their rule without anybody. */
const nobody: Training = { points: { data: new Float64Array(), rows: 0, cols: 0 }, labels: new Int32Array() };
