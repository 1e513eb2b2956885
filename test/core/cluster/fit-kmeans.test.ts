import { kmeans } from 'ml-kmeans';
import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { nearestCenters } from '../../../core/cluster/nearest-centers.js';
import { clusterMeans } from '../../../core/metrics/cluster-means.js';
import { createRandom } from '../../../core/random/random.js';
import { expected, matrixOf, readPoints, readRows } from '../metrics/reference.js';

test('six points in two groups, by hand', () => {
  // Means 1 and 11, each with deviations -1, 0, 1.
  const points = matrixOf([[0], [1], [2], [10], [11], [12]]);
  const { labels, centers, inertia, converged } = fitKMeans(points, 2, createRandom(1));
  expect(Array.from(centers.data).sort((a, b) => a - b)).toEqual([1, 11]);
  expect(inertia).toBe(4);
  expect(converged).toBe(true);
  expect(labels[0]).not.toBe(labels[5]);
});

const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

test.each([
  // Small and rugged: at k = 7 and 8 a hundred starts may still miss what is known.
  ['iris', 400],
  ['wine', 100],
] as const)('inertia on %s is that of the best of many scikit-learn starts, or less', (name, starts) => {
  const points = readPoints(name);
  for (const k of ks) {
    const { inertia } = fitKMeans(points, k, createRandom(`known/${k}`), { starts });
    expect(inertia / expected[name].kmeans[k].best_inertia_of_many_starts).toBeLessThan(1 + 1e-6);
  }
});

test.each(ks)('inertia on retail, k = %d, is within 0.1 % of the reference after 100 starts', (k) => {
  const { inertia } = fitKMeans(readPoints('retail'), k, createRandom(`retail/${k}`), { starts: 100 });
  expect(inertia / expected.retail.kmeans[k].best_inertia_of_many_starts).toBeLessThan(1.001);
});

test('the labels are the nearest centers and the centers are the means', () => {
  const points = readPoints('wine');
  const { labels, centers, inertia } = fitKMeans(points, 5, createRandom(3));
  const nearest = nearestCenters(points, centers);
  expect(labels).toEqual(nearest.labels);
  expect(inertia).toBeCloseTo(
    nearest.squaredDistances.reduce((a, b) => a + b),
    10,
  );
  clusterMeans(points, labels, 5).data.forEach((value, i) => {
    expect(centers.data[i]).toBeCloseTo(value, 12);
  });
});

test('no worse than ml-kmeans, its peer, with as many starts', () => {
  const rows = readRows('iris');
  for (const k of [2, 3, 4, 5, 6]) {
    const peers = Array.from({ length: 30 }, (_, seed) => kmeans(rows, k, { seed }));
    const best = Math.min(
      ...peers.map(({ clusters, centroids }) =>
        clusters.reduce(
          (sum, c, i) => sum + rows[i]!.reduce((s, x, j) => s + (x - centroids[c]![j]!) ** 2, 0),
          0,
        ),
      ),
    );
    expect(fitKMeans(matrixOf(rows), k, createRandom(k), { starts: 30 }).inertia).toBeLessThan(
      best * (1 + 1e-9),
    );
  }
});

test('the same seed gives the same bytes, another seed other draws', () => {
  const points = readPoints('iris');
  const draw = (seed: number) => fitKMeans(points, 8, createRandom(seed), { starts: 1 });
  expect(draw(5)).toEqual(draw(5));
  expect(draw(6).centers.data).not.toEqual(draw(5).centers.data);
});

test('more starts are never worse', () => {
  const points = readPoints('wine');
  const inertias = [1, 3, 10].map((starts) => fitKMeans(points, 2, createRandom(9), { starts }).inertia);
  expect(inertias[1]).toBeLessThanOrEqual(inertias[0]!);
  expect(inertias[2]).toBeLessThanOrEqual(inertias[1]!);
});

test('as many clusters as samples, and one cluster', () => {
  const points = matrixOf([
    [0, 0],
    [0, 3],
    [4, 0],
  ]);
  const each = fitKMeans(points, 3, createRandom(1));
  expect(each.inertia).toBe(0);
  expect(Array.from(each.labels).sort()).toEqual([0, 1, 2]);
  // Mean (4/3, 1): 32/3 + 6.
  expect(fitKMeans(points, 1, createRandom(1)).inertia).toBeCloseTo(32 / 3 + 6, 12);
});

test('a giant outlier is a cluster of its own and disturbs no other', () => {
  const points = matrixOf([[0], [1], [2], [10], [11], [1e15]]);
  const { labels, centers, inertia } = fitKMeans(points, 3, createRandom(1));
  expect(Array.from(centers.data).sort((a, b) => a - b)).toEqual([1, 10.5, 1e15]);
  expect(labels.filter((label) => label === labels[5])).toHaveLength(1);
  expect(inertia).toBe(2.5);
});

test('fewer distinct points than clusters end with inertia 0, not in a loop', () => {
  const { inertia, converged, labels } = fitKMeans(matrixOf([[1], [1], [2], [2], [2]]), 4, createRandom(1));
  expect(inertia).toBe(0);
  expect(converged).toBe(true);
  expect(new Set(labels).size).toBe(2);
});

test('100,000 identical rows are done at once', () => {
  const { inertia, labels } = fitKMeans(
    { data: new Float64Array(300_000).fill(7), rows: 100_000, cols: 3 },
    3,
    createRandom(1),
  );
  expect(inertia).toBe(0);
  expect(labels.every((label) => label === 0)).toBe(true);
});

test.each([0, 7, 1.5, Number.NaN])('%d clusters of six samples are refused', (k) => {
  const points = matrixOf([[0], [1], [2], [3], [4], [5]]);
  expect(() => fitKMeans(points, k, createRandom(1))).toThrow(
    new RangeError(`nClusters must be an integer in [1, nSamples]; got ${k} (nSamples = 6)`),
  );
});

test('no start is refused', () => {
  expect(() => fitKMeans(matrixOf([[0]]), 1, createRandom(1), { starts: 0 })).toThrow(RangeError);
});
