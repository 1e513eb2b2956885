import { distinctRows } from '../cluster/distinct-rows.js';
import { fitModel } from '../cluster/fit-model.js';
import { fitScaler } from '../embed/fit-scaler.js';
import { fitSpace } from '../embed/fit-space.js';
import { scale } from '../embed/scale.js';
import type { Matrix } from '../matrix.js';
import type { Chosen } from '../profile.js';
import { createRandom } from '../random.js';
import type { Rules } from '../rules.js';
import { mostValuableCluster } from '../segments/most-valuable-cluster.js';

/**
 * Who would have been elected: scales, space and model are fitted anew to these customers, with the kind of space and
 * model and the number of segments that were chosen; the segment with the highest mean revenue is elected.
 * @param matrix Float64Array (nCustomers × nFeatures), row-major, NaN where unknown
 * @param names of the features
 * @param revenue Float64Array (nCustomers)
 * @returns Uint8Array (nCustomers), 1 for the elected; null where a feature is unknown for all, or so many
 * segments cannot be made of them
 */
export function electOn(
  matrix: Matrix,
  names: readonly string[],
  revenue: Float64Array,
  { space, model, k }: Pick<Chosen, 'space' | 'model' | 'k'>,
  { seed, features, segmentation }: Pick<Rules, 'seed' | 'features' | 'segmentation'>,
): Uint8Array | null {
  if (matrix.rows <= k || names.some((_, j) => isUnknown(matrix, j))) return null;
  const scaler = fitScaler(matrix, names, { scales: features.scale });
  const scaled = scale(scaler, matrix);
  if (distinctRows(scaled).count < k) return null;
  const { points } = fitSpace(space, scaled, names, createRandom(`${seed}/${space}`));
  const [clustering] = fitModel(model, points, [k], {
    rules: segmentation,
    randomOf: () => createRandom(`${seed}/${space}/${model}/${k}`),
    onFit: () => {},
  });
  if (!clustering || clustering.fitted.k < 2) return null;
  const top = mostValuableCluster(clustering.labels, revenue);
  return Uint8Array.from(clustering.labels, (label) => Number(label === top));
}

/** Whether a feature is unknown for everybody. */
function isUnknown({ data, rows, cols }: Matrix, j: number): boolean {
  for (let i = 0; i < rows; i++) if (!Number.isNaN(data[i * cols + j]!)) return false;
  return true;
}
