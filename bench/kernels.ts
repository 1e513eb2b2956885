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
import type { Matrix } from '../core/matrix.js';
import { silhouettes } from '../core/metrics/silhouettes.js';
import { withinSumOfSquares } from '../core/metrics/within-sum-of-squares.js';
import { createRandom } from '../core/random.js';

const seed = 42;
const starts = 10;
const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const names = ['revenue', 'recency', 'orders', 'products', 'orderValue', 'returns'];
const nSamples = [1000, 4300, 20_000];

/** Prints the time and result of each kernel beside its peer on made-up customers: k = 2..11, 10 starts each. */
export function benchKernels(): void {
  benchSize(nSamples[0]!);
  console.table(nSamples.flatMap(benchSize));
}

function benchSize(n: number): Record<string, string | number>[] {
  const customers = makeCustomers(n);
  const scaled = time(() => scale(fitScaler(customers, names), customers));
  const pca = time(() => fitPca(scaled.result));
  const ours = time(() =>
    ks.map((k) => fitKMeans(scaled.result, k, createRandom(`${seed}/${k}`), { starts })),
  );
  const peer = time(() => ks.map((k) => bestOfPeer(scaled.result, k)));
  const dbscan = time(() => fitDbscan(scaled.result));
  const hdbscan = time(() => fitHdbscan(scaled.result, { minClusterSize: Math.ceil(n / 100) }));
  const gmm = time(() =>
    ks.map((k) => fitGaussianMixture(scaled.result, k, createRandom(`${seed}/${k}`), { starts })),
  );
  const tree = time(() => wardTree(scaled.result));
  const cuts = time(() => ks.map((k) => cutTree(tree.result, k)));
  const kmedoids = time(() =>
    ks.map((k) => fitKMedoids(scaled.result, k, createRandom(`${seed}/${k}`), { starts })),
  );
  const labellings = ours.result.map(({ labels }) => labels);
  const all = time(() => silhouettes(scaled.result, labellings));
  const one = time(() => silhouettes(scaled.result, [labellings[0]!]));
  const row = (kernel: string, { milliseconds }: { milliseconds: number }, result: string) => ({
    kernel,
    n,
    milliseconds: Math.round(milliseconds),
    result,
  });
  return [
    row('scaler', scaled, `${names.length} features`),
    row('PCA', pca, `${pca.result.components.length} components`),
    row('k-means', ours, meanInertia(ours.result.map(({ inertia }) => inertia))),
    row('k-means, ml-kmeans', peer, meanInertia(peer.result)),
    row('DBSCAN', dbscan, foundBy(dbscan.result)),
    row('HDBSCAN', hdbscan, foundBy(hdbscan.result)),
    row('Gaussian mixture', gmm, `mean BIC ${mean(gmm.result.map(({ bic }) => bic))}`),
    row('Ward tree', tree, `last height ${tree.result.heights.at(-1)!.toFixed(2)}`),
    row('Ward, ten cuts', cuts, `${cuts.result.length} labellings`),
    row('k-medoids', kmedoids, `mean deviation ${mean(kmedoids.result.map(({ deviation }) => deviation))}`),
    row('silhouette of ten labellings', all, `k = 2: ${all.result[0]!.mean.toFixed(4)}`),
    row('silhouette of one labelling', one, `k = 2: ${one.result[0]!.mean.toFixed(4)}`),
  ];
}

const foundBy = ({ nClusters, labels }: { nClusters: number; labels: Int32Array }) =>
  `${nClusters} clusters, ${labels.filter((label) => label < 0).length} noise`;

const mean = (values: readonly number[]) =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);

const meanInertia = (inertias: readonly number[]) => `mean inertia ${mean(inertias)}`;

/** Inertia of the best of as many starts. */
function bestOfPeer(points: Matrix, k: number): number {
  const rows = Array.from({ length: points.rows }, (_, i) =>
    Array.from(points.data.subarray(i * points.cols, (i + 1) * points.cols)),
  );
  const inertias = Array.from({ length: starts }, (_, start) =>
    withinSumOfSquares(
      points,
      Int32Array.from(kmeans(rows, k, { seed: seed + start, maxIterations: 300 }).clusters),
    ),
  );
  return Math.min(...inertias);
}

/** Customers of a shop: how active one is drives orders, products, revenue and recency together. */
function makeCustomers(n: number): Matrix {
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

function time<T>(work: () => T): { result: T; milliseconds: number } {
  const start = performance.now();
  const result = work();
  return { result, milliseconds: performance.now() - start };
}
