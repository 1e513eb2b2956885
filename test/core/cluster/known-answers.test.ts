import { readFileSync } from 'node:fs';
import { cutTree } from '../../../core/cluster/cut-tree.js';
import { fitDbscan } from '../../../core/cluster/fit-dbscan.js';
import { fitGaussianMixture } from '../../../core/cluster/fit-gaussian-mixture.js';
import { fitHdbscan } from '../../../core/cluster/fit-hdbscan.js';
import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { fitKMedoids } from '../../../core/cluster/fit-kmedoids.js';
import { wardTree } from '../../../core/cluster/ward-tree.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { calinskiHarabasz } from '../../../core/metrics/calinski-harabasz.js';
import { clusterSizes } from '../../../core/metrics/cluster-sizes.js';
import { clusteredSamples } from '../../../core/metrics/clustered-samples.js';
import { daviesBouldin } from '../../../core/metrics/davies-bouldin.js';
import { silhouettes } from '../../../core/metrics/silhouettes.js';
import { createRandom } from '../../../core/random/random.js';
import { matrixOf, readRows } from '../metrics/reference.js';

const expected = JSON.parse(readFileSync('test/fixtures/reference/expected-more.json', 'utf8'));

const files = { iris: 'iris-raw', wine: 'wine-raw', breast_cancer: 'breast-cancer' } as const;
type Name = keyof typeof files;

/** The samples, as they are or each feature with mean 0 and population deviation 1, and the groups they came from. */
function read(name: Name, form: 'raw' | 'std'): { points: Matrix; truth: Int32Array } {
  const rows = readRows(files[name]);
  const points = matrixOf(rows.map((row) => row.slice(0, -1)));
  const truth = Int32Array.from(rows, (row) => row.at(-1)!);
  return { points: form === 'raw' ? points : standardise(points), truth };
}

function standardise({ data, rows, cols }: Matrix): Matrix {
  const standard = new Float64Array(data.length);
  for (let j = 0; j < cols; j++) {
    const values = Array.from({ length: rows }, (_, i) => data[i * cols + j]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / rows;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
    values.forEach((value, i) => {
      standard[i * cols + j] = (value - mean) / deviation;
    });
  }
  return { data: standard, rows, cols };
}

const sortedSizes = (labels: Int32Array, k: number) =>
  Array.from(clusterSizes(labels, k)).sort((a, b) => a - b);

/** The reference prints what it was given with few digits; ours is as near as those are. */
const isNear = (actual: number, known: number, tolerance: number) =>
  expect(Math.abs(actual - known)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(known)));

const sets = (['iris', 'wine', 'breast_cancer'] as const).flatMap((name) =>
  (['raw', 'std'] as const).map((form): [Name, 'raw' | 'std'] => [name, form]),
);
const ks = [2, 3, 4, 5];

describe.each(sets)("%s, %s: scikit-learn's answers", (name, form) => {
  const { points, truth } = read(name, form);
  const known = (k: number) => expected[name][`${form}_k${k}`];

  test('the silhouette of the true groups', () => {
    isNear(silhouettes(points, [truth])[0]!.mean, expected[name][`sil_true_${form}`], 1e-9);
  });

  test('k-means is as tight or tighter, and where it is the same, so is every measure', () => {
    const same = ks.filter((k) => {
      const { labels, inertia } = fitKMeans(points, k, createRandom(`known/${k}`), { starts: 50 });
      const answers = known(k);
      expect(inertia).toBeLessThan(answers.kmeans_inertia * (1 + 1e-6));
      if (inertia < answers.kmeans_inertia * (1 - 1e-7)) return false;
      isNear(silhouettes(points, [labels])[0]!.mean, answers.kmeans_sil, 1e-9);
      isNear(daviesBouldin(points, labels), answers.db, 1e-9);
      isNear(calinskiHarabasz(points, labels), answers.ch, 1e-9);
      isNear(adjustedRandIndex(labels, truth), answers.ari, 1e-12);
      expect(sortedSizes(labels, k)).toEqual(answers.sizes);
      return true;
    });
    expect(same.length).toBeGreaterThanOrEqual(2);
  });

  test('Ward cuts into the same clusters', () => {
    const tree = wardTree(points);
    for (const k of ks) {
      const labels = cutTree(tree, k);
      expect(sortedSizes(labels, k)).toEqual(known(k).ward_sizes);
      isNear(silhouettes(points, [labels])[0]!.mean, known(k).ward_sil, 1e-9);
      isNear(adjustedRandIndex(labels, truth), known(k).ward_ari, 1e-12);
    }
  });
});

test.each(['raw', 'std'] as const)('iris, %s: the mixture is as likely or likelier', (form) => {
  const { points } = read('iris', form);
  for (const k of ks) {
    const { logLikelihood } = fitGaussianMixture(points, k, createRandom(`known/${k}`), { starts: 30 });
    expect(logLikelihood).toBeGreaterThan(expected.iris[`${form}_k${k}`].gmm_ll - 1e-3 * points.rows);
  }
});

test.each([2, 3])("iris: the %d medoids of R's pam", (k) => {
  const { points } = read('iris', 'raw');
  const { medoids, deviation, labels } = fitKMedoids(points, k, createRandom(k));
  const { medoids_1based, swap, sil, sizes } = expected.iris[`pam${k}`];
  isNear(deviation / points.rows, swap, 1e-12);
  isNear(silhouettes(points, [labels])[0]!.mean, sil, 1e-9);
  const rows = (values: Iterable<number>) => Array.from(values).sort((a, b) => a - b);
  const theirs = medoids_1based.flatMap((row: number) =>
    Array.from(points.data.subarray((row - 1) * 4, row * 4)),
  );
  expect(rows(medoids.data)).toEqual(rows(theirs));
  if (sizes) expect(sortedSizes(labels, k)).toEqual(rows(sizes));
});

const countsOf = (labels: Int32Array) => {
  const names = [...new Set(labels)].sort((a, b) => a - b);
  return { labels: names, counts: names.map((name) => labels.filter((label) => label === name).length) };
};

test('iris: the clusters and noise of DBSCAN and HDBSCAN', () => {
  const { points } = read('iris', 'raw');
  const dbscan = countsOf(fitDbscan(points, { eps: 0.5, minSamples: 5 }).labels);
  expect(dbscan.labels).toEqual(expected.iris['dbscan_0.5_5'].labels);
  expect(dbscan.counts.toSorted()).toEqual(expected.iris['dbscan_0.5_5'].counts.toSorted());
  const hdbscan = countsOf(fitHdbscan(points, { minClusterSize: 5 }).labels);
  expect(hdbscan.labels).toEqual(expected.iris.hdbscan_mcs5.labels);
  expect(hdbscan.counts.toSorted()).toEqual(expected.iris.hdbscan_mcs5.counts.toSorted());
});

test("scikit-learn's DBSCAN example: its measures, noise counted as a label there", () => {
  const rows = readRows('sklearn_dbscan_example');
  const points = matrixOf(rows.map((row) => row.slice(0, 2)));
  const { labels, nClusters } = fitDbscan(points, { eps: 0.3, minSamples: 10 });
  const known = expected.sklearn_dbscan_example;
  expect(nClusters).toBe(known.clusters);
  const truth = Int32Array.from(rows, (row) => row[2]!);
  isNear(adjustedRandIndex(labels, truth), known.ari, 1e-12);
  const asGroup = labels.map((label) => (label < 0 ? nClusters : label));
  isNear(silhouettes(points, [asGroup])[0]!.mean, known.sil, 1e-9);
  // Without noise, which is no cluster, the clusters are better than that.
  const clustered = clusteredSamples(points, labels);
  expect(silhouettes(clustered.points, [clustered.labels])[0]!.mean).toBeGreaterThan(known.sil);
});
