import { kDistanceKnee } from '../../../core/cluster/k-distance-knee.js';
import { wardTree } from '../../../core/cluster/ward-tree.js';
import { weighRows } from '../../../core/cluster/weigh-rows.js';
import type { TableRows } from '../../../core/csv/table-csv.js';
import { fitPca } from '../../../core/embed/fit-pca.js';
import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { pickRows } from '../../../core/embed/pick-rows.js';
import { scale } from '../../../core/embed/scale.js';
import { treeTop } from '../../../core/explore/tree-top.js';
import { matrixColumn } from '../../../core/features/matrix-column.js';
import { interleave } from '../../../core/matrix/interleave.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { buildKdTree } from '../../../core/neighbours/build-kd-tree.js';
import { coreDistances } from '../../../core/neighbours/core-distances.js';
import { drawRows } from '../../../core/random/draw-rows.js';
import type { Random } from '../../../core/random/random.js';
import type { Members } from './read-members.js';

/** Shapes show in a sample as in all; a page and a tree of thousands would show less. */
const sampled = { pairs: 250, tree: 400, neighbours: 1000 };
const mostLeaves = 30;

export interface DescribedSpace {
  /** Int32Array: the places of the customers whose names are asked for. */
  readonly sample: Int32Array;
  tables(names: readonly string[]): TableRows[];
}

/** How customers lie in the features that they are grouped on, on their common scale. */
export function describeSpace({ features, used, scales, values }: Members, random: Random): DescribedSpace {
  const columns = Object.fromEntries(features.map(({ name }, j) => [name, matrixColumn(values, j)]));
  const matrix = interleave(columns, used);
  const points = scale(fitScaler(matrix, used, { scales }), matrix);
  const draw = (most: number) => drawRows(points.rows, Math.min(points.rows, most), random);
  const some = (most: number) => pickRows(points, draw(most));
  const sample = draw(sampled.pairs);
  const drawn = [treeMerges(some(sampled.tree)), distanceCurve(some(sampled.neighbours)), components(points)];
  return {
    sample,
    tables: (names) => [sampledCustomers(names, used, pickRows(points, sample)), ...drawn],
  };
}

const sampledCustomers = (names: readonly string[], used: readonly string[], points: Matrix): TableRows => ({
  table: 'sampled_customers',
  columns: ['customer_id', 'feature', 'scaled'],
  rows: names.flatMap((customerId, i) =>
    used.map((feature, j) => ({ customerId, feature, scaled: points.data[i * points.cols + j] })),
  ),
});

const treeMerges = (points: Matrix): TableRows => ({
  table: 'tree_merges',
  columns: [...['merge', 'left_place', 'right_place', 'left_height', 'right_height', 'height', 'customers']],
  rows: treeTop(wardTree(points), mostLeaves).map(({ left, right, samples, ...merge }, i) => ({
    ...{ merge: i + 1, leftPlace: left, rightPlace: right, customers: samples, ...merge },
  })),
});

function distanceCurve(points: Matrix): TableRows {
  // As many as DBSCAN takes by default.
  const neighbours = Math.max(4, 2 * points.cols);
  const distinct = weighRows(points);
  const distances = coreDistances(buildKdTree(distinct.points), distinct, neighbours);
  const { share: kneeShare, curve } = kDistanceKnee(Float64Array.from(distinct.ids, (id) => distances[id]!));
  return {
    table: 'distance_curve',
    columns: ['share', 'distance', 'neighbours', 'is_knee'],
    rows: curve.map(([share, distance]) => ({ share, distance, neighbours, isKnee: share === kneeShare })),
  };
}

function components(points: Matrix): TableRows {
  const shares = fitPca(points).explainedVarianceRatio;
  return {
    table: 'component_variances',
    columns: ['component', 'share', 'cumulative'],
    rows: shares.map((share, i) => ({
      component: i + 1,
      share,
      cumulative: Math.min(
        1,
        shares.slice(0, i + 1).reduce((sum, one) => sum + one, 0),
      ),
    })),
  };
}
