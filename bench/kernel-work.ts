import { kmeans } from 'ml-kmeans';
import { cutTree } from '../core/cluster/cut-tree.js';
import { fitDbscan } from '../core/cluster/fit-dbscan.js';
import { fitGaussianMixture } from '../core/cluster/fit-gaussian-mixture.js';
import { fitHdbscan } from '../core/cluster/fit-hdbscan.js';
import { fitKMeans } from '../core/cluster/fit-kmeans.js';
import { fitKMedoids } from '../core/cluster/fit-kmedoids.js';
import { wardTree } from '../core/cluster/ward-tree.js';
import { fitPca } from '../core/embed/fit-pca.js';
import { fitScaler } from '../core/embed/fit-scaler.js';
import { scale } from '../core/embed/scale.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { silhouettes } from '../core/metrics/silhouettes.js';
import { withinSumOfSquares } from '../core/metrics/within-sum-of-squares.js';
import { createRandom } from '../core/random/random.js';

const seed = 42;
const starts = 10;
const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const names = ['revenue', 'recency', 'orders', 'products', 'orderValue', 'returns'];

/** A kernel of the bench: its work on so many customers, and what is said of the result. */
export interface Kernel {
  /** How its time should grow with the customers. */
  readonly growth: string;
  /** Everything that is not measured; returns what is. */
  readonly prepare: (customers: Matrix) => () => string;
}

const scaledOf = (customers: Matrix) => scale(fitScaler(customers, names), customers);
const randomOf = (k: number) => createRandom(`${seed}/${k}`);
const mean = (values: readonly number[]) =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);

const onScaled =
  (work: (points: Matrix) => string): Kernel['prepare'] =>
  (customers) => {
    const points = scaledOf(customers);
    return () => work(points);
  };

/** Every k with ten starts, where a kernel has them. */
const onEveryK = (goal: string, goalOf: (points: Matrix, k: number) => number) =>
  onScaled((points) => `mean ${goal} ${mean(ks.map((k) => goalOf(points, k)))}`);

const silhouettesOf =
  (count: number): Kernel['prepare'] =>
  (customers) => {
    const points = scaledOf(customers);
    const labellings = ks.slice(0, count).map((k) => fitKMeans(points, k, randomOf(k), { starts: 1 }).labels);
    return () => `k = 2: ${silhouettes(points, labellings)[0]!.mean.toFixed(4)}`;
  };

const foundBy = ({ nClusters, labels }: { nClusters: number; labels: Int32Array }) =>
  `${nClusters} clusters, ${labels.filter((label) => label < 0).length} noise`;

export const kernels: Readonly<Record<string, Kernel>> = {
  scaler: {
    growth: 'n log n',
    prepare: (customers) => () => `${fitScaler(customers, names).features.length} features`,
  },
  PCA: { growth: 'n', prepare: onScaled((points) => `${fitPca(points).components.length} components`) },
  'k-means': {
    growth: 'n',
    prepare: onEveryK('inertia', (points, k) => fitKMeans(points, k, randomOf(k), { starts }).inertia),
  },
  'k-means, ml-kmeans': { growth: 'n', prepare: onEveryK('inertia', bestOfPeer) },
  'Gaussian mixture': {
    growth: 'n',
    prepare: onEveryK('BIC', (points, k) => fitGaussianMixture(points, k, randomOf(k), { starts }).bic),
  },
  'k-medoids': {
    growth: 'n',
    prepare: onEveryK('deviation', (points, k) => fitKMedoids(points, k, randomOf(k), { starts }).deviation),
  },
  'Ward, tree and ten cuts': {
    growth: 'n²',
    prepare: onScaled((points) => {
      const tree = wardTree(points);
      return `${ks.map((k) => cutTree(tree, k)).length} cuts, last height ${tree.heights.at(-1)!.toFixed(2)}`;
    }),
  },
  DBSCAN: { growth: 'n log n', prepare: onScaled((points) => foundBy(fitDbscan(points))) },
  HDBSCAN: {
    growth: 'n²',
    prepare: onScaled((points) =>
      foundBy(fitHdbscan(points, { minClusterSize: Math.ceil(points.rows / 100) })),
    ),
  },
  'silhouettes, ten labellings': { growth: 'n²', prepare: silhouettesOf(10) },
  'silhouettes, one labelling': { growth: 'n²', prepare: silhouettesOf(1) },
};

/** Inertia of the best of as many starts. */
function bestOfPeer(points: Matrix, k: number): number {
  const rows = Array.from({ length: points.rows }, (_, i) =>
    Array.from(points.data.subarray(i * points.cols, (i + 1) * points.cols)),
  );
  const inertias = Array.from({ length: starts }, (_, start) => {
    const { clusters } = kmeans(rows, k, { seed: seed + start, maxIterations: 300 });
    return withinSumOfSquares(points, Int32Array.from(clusters));
  });
  return Math.min(...inertias);
}

/** Customers of a shop: how active one is drives orders, products, revenue and recency together. */
export function makeCustomers(n: number): Matrix {
  const random = createRandom(`${seed}/customers`);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows = Array.from({ length: n }, () => {
    const activity = normal();
    const orders = 1 + Math.floor(Math.exp(0.6 + 0.9 * activity));
    const orderValue = Math.exp(5.5 + 0.6 * normal());
    const recency = Math.floor(365 * random() ** (1 + Math.max(0, activity)));
    const products = 1 + Math.floor(orders * Math.exp(2 + 0.5 * normal()));
    const returns = random() < 0.3 ? random() ** 3 : 0;
    return [orders * orderValue, recency, orders, products, orderValue, returns];
  });
  return { data: Float64Array.from(rows.flat()), rows: n, cols: names.length };
}
