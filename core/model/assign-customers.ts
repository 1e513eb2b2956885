import { assign, type Training } from '../cluster/assign.js';
import { integersIn, matrixIn } from '../embed/map-arrays.js';
import { placeInSpace } from '../embed/place-in-space.js';
import { scale } from '../embed/scale.js';
import type { Matrix } from '../matrix.js';
import type { CustomerModel } from './customer-model.js';

/** The columns that a model needs of a customer, in this order. */
export const modelFeatures = ({ scaler }: CustomerModel): string[] => scaler.features.map(({ name }) => name);

/**
 * Assigns customers whom a model has never seen to its segments, each for itself, by the model's own rule.
 * @param customers Float64Array (nCustomers × nFeatures), row-major, not scaled, columns as in `modelFeatures`; NaN
 *   where unknown
 * @returns Int32Array (nCustomers): segment ids, from 1; nobody is left out
 * @throws UserError `UnusableFeature` if a value is infinite or absurdly large
 */
export function assignCustomers(model: CustomerModel, customers: Matrix): Int32Array {
  const { scaler, map, fitted, arrays, segments } = model;
  const placed = placeInSpace(map, arrays, scale(scaler, customers), modelFeatures(model));
  const segmentOf = new Map(segments.map(({ label, segmentId }) => [label, segmentId]));
  return assign(fitted, trainingOf(model), placed).map((label) => segmentOf.get(label)!);
}

/** Models whose rule is to ask the neighbours. */
export const asksNeighbours = ({ model }: CustomerModel['fitted']): boolean =>
  model === 'ward' || model === 'dbscan' || model === 'hdbscan';

function trainingOf({ fitted, arrays }: CustomerModel): Training {
  if (!asksNeighbours(fitted)) return nobody;
  return { points: matrixIn(arrays, 'points'), labels: integersIn(arrays, 'labels') };
}

/** For models that know their rule without anybody. */
const nobody: Training = { points: { data: new Float64Array(), rows: 0, cols: 0 }, labels: new Int32Array() };
