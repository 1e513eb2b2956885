import { climbLikelihood } from '../../../core/cluster/climb-likelihood.js';
import { cutTree } from '../../../core/cluster/cut-tree.js';
import { fitDbscan } from '../../../core/cluster/fit-dbscan.js';
import { fitHdbscan } from '../../../core/cluster/fit-hdbscan.js';
import { lloyd } from '../../../core/cluster/lloyd.js';
import { mixtureOfLabels } from '../../../core/cluster/mixture-of-labels.js';
import { pointBlocks } from '../../../core/cluster/point-blocks.js';
import { wardTree } from '../../../core/cluster/ward-tree.js';
import { fitPca } from '../../../core/embed/fit-pca.js';
import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { pickRows } from '../../../core/embed/pick-rows.js';
import { project } from '../../../core/embed/project.js';
import { scale } from '../../../core/embed/scale.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { withinSumOfSquares } from '../../../core/metrics/within-sum-of-squares.js';
import { matrixOf, readRows } from '../metrics/reference.js';

/** Revenue, recency and orders of customers, on a common scale, and the same turned onto their principal axes. */
const names = ['gross_revenue', 'recency_days', 'invoices'];
const customers = matrixOf(
  readRows('retail')
    .slice(0, 1500)
    .map(([revenue, recency, , orders]) => [revenue!, recency!, orders!]),
);
const scaled = scale(fitScaler(customers, names), customers);
const turned = project(fitPca(scaled, { variance: 1 }), scaled);

const ks = [2, 3, 5, 8, 11];
const eachRow = (count: number, rows: number) =>
  Int32Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * rows) / count));

test('principal components that drop nothing are other numbers at the same distances', () => {
  expect(turned.cols).toBe(scaled.cols);
  expect(Math.max(...turned.data.map((value, at) => Math.abs(value - scaled.data[at]!)))).toBeGreaterThan(1);
  const squared = ({ data, cols }: Matrix, a: number, b: number) =>
    names.reduce((sum, _, j) => sum + (data[a * cols + j]! - data[b * cols + j]!) ** 2, 0);
  for (let i = 1; i < scaled.rows; i++) {
    const distance = squared(scaled, i - 1, i);
    expect(Math.abs(squared(turned, i - 1, i) - distance)).toBeLessThan(1e-12 * (1 + distance));
  }
});

// Labels count clusters in the order of the samples, so equal partitions are equal arrays.
test('Ward cuts the same clusters out of them', () => {
  const [tree, again] = [wardTree(scaled), wardTree(turned)];
  for (const k of ks) expect(cutTree(again, k)).toEqual(cutTree(tree, k));
});

test('DBSCAN and HDBSCAN find the same clusters and the same noise', () => {
  for (const find of [fitDbscan, fitHdbscan]) {
    const { labels, nClusters } = find(scaled);
    expect(nClusters).toBeGreaterThan(1);
    expect(find(turned).labels).toEqual(labels);
  }
});

test.each(ks)('from the same %d centers, k-means ends at the same inertia', (k) => {
  const inertiaOf = (points: Matrix) => {
    const start = pickRows(points, eachRow(k, points.rows));
    const { labels } = lloyd(points, start, { maxIterations: 300, tolerance: 0 });
    return withinSumOfSquares(points, labels);
  };
  const inertia = inertiaOf(scaled);
  expect(Math.abs(inertiaOf(turned) - inertia)).toBeLessThan(1e-9 * inertia);
});

test.each(ks)('from the same %d components, a mixture ends at the same likelihood, ridge and all', (k) => {
  const labels = cutTree(wardTree(scaled), k);
  const ridge = 1e-2;
  const weights = new Float64Array(scaled.rows).fill(1);
  const likelihoodOf = (points: Matrix) => {
    const start = { mixture: mixtureOfLabels(points, weights, labels, k, ridge), iterations: 0 };
    const options = { maxIterations: 100, tolerance: 1e-5, ridge };
    return climbLikelihood(pointBlocks(points, weights), start, options).logLikelihood;
  };
  const likelihood = likelihoodOf(scaled);
  expect(Math.abs(likelihoodOf(turned) - likelihood)).toBeLessThan(1e-9 * Math.abs(likelihood));
});
