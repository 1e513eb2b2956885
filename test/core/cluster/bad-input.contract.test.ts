import { cutTree } from '../../../core/cluster/cut-tree.js';
import { distinctRows } from '../../../core/cluster/distinct-rows.js';
import { fitDbscan } from '../../../core/cluster/fit-dbscan.js';
import { fitGaussianMixture } from '../../../core/cluster/fit-gaussian-mixture.js';
import { fitHdbscan } from '../../../core/cluster/fit-hdbscan.js';
import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { fitKMedoids } from '../../../core/cluster/fit-kmedoids.js';
import { wardTree } from '../../../core/cluster/ward-tree.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { createRandom } from '../../../core/random/random.js';
import { matrixOf } from '../metrics/reference.js';

type Cluster = (points: Matrix, k: number) => { labels: Int32Array; goal: number };

const withK: Record<string, Cluster> = {
  'k-means': (points, k) => {
    const { labels, inertia } = fitKMeans(points, k, createRandom(1));
    return { labels, goal: inertia };
  },
  'Gaussian mixture': (points, k) => {
    const { labels, logLikelihood } = fitGaussianMixture(points, k, createRandom(1));
    return { labels, goal: logLikelihood };
  },
  'k-medoids': (points, k) => {
    const { labels, deviation } = fitKMedoids(points, k, createRandom(1));
    return { labels, goal: deviation };
  },
  Ward: (points, k) => {
    const tree = wardTree(points);
    return { labels: cutTree(tree, k), goal: tree.heights.at(-1) ?? 0 };
  },
};

/** These find k themselves. */
const withoutK: Record<string, Cluster> = {
  DBSCAN: (points) => {
    const { labels, eps } = fitDbscan(points);
    return { labels, goal: eps };
  },
  HDBSCAN: (points) => ({ labels: fitHdbscan(points).labels, goal: 0 }),
};

const clusterers = Object.entries({ ...withK, ...withoutK });
const random = createRandom('bad input');
const column = (values: readonly number[]) => matrixOf(values.map((value) => [value]));
const cloud = (n: number, cols: number): Matrix => ({
  data: Float64Array.from({ length: n * cols }, random),
  rows: n,
  cols,
});

describe.each(clusterers)('%s', (_, cluster) => {
  test.each([
    ['NaN', Number.NaN],
    ['an infinite value', Number.POSITIVE_INFINITY],
    ['a negatively infinite value', Number.NEGATIVE_INFINITY],
  ])('%s is refused, with its place and how many there are', (_name, value) => {
    const points = cloud(40, 3);
    points.data[3 * 7 + 1] = value;
    points.data[3 * 20] = value;
    expect(() => cluster(points, 2)).toThrow(
      new RangeError(
        `points must be finite; 2 of 120 values are not, the first ${value} (sample 7, feature 1)`,
      ),
    );
  });

  test('no customer is refused', () => {
    expect(() => cluster({ data: new Float64Array(), rows: 0, cols: 2 }, 2)).toThrow(
      new RangeError('points must be at least one; got none'),
    );
  });

  const sets: readonly (readonly [string, Matrix, number])[] = [
    ['one giant outlier', matrixOf([...Array(60).keys()].map((i) => [i % 7, i === 30 ? 1e15 : i % 5])), 3],
    ['a constant feature', matrixOf([...Array(60).keys()].map((i) => [i % 9, 4])), 3],
    ['only constant features but one', matrixOf([...Array(60).keys()].map((i) => [1, i % 2, 1, 1])), 2],
    ['a hundred thousand rows in three places', column(Array.from({ length: 100_000 }, (_, i) => i % 3)), 3],
    ['values near the limits of numbers', column(Array.from({ length: 30 }, (_, i) => (i % 3) * 1e150)), 3],
    ['values that are almost 0', column(Array.from({ length: 30 }, (_, i) => (i % 3) * 1e-200)), 2],
  ];
  test.each(sets)('%s: every customer has a label, and what was sought is a number', (_name, points, k) => {
    const { labels, goal } = cluster(points, k);
    expect(labels).toHaveLength(points.rows);
    expect(labels.every((label) => label >= -1 && label < Math.max(k, points.rows))).toBe(true);
    expect(Number.isFinite(goal)).toBe(true);
    // Equal customers are never parted.
    const { ids, count } = distinctRows(points);
    const labelOf = new Map(Array.from(ids, (id, i) => [id, labels[i]] as const));
    expect(labelOf.size).toBe(count);
    expect(labels.every((label, i) => labelOf.get(ids[i]!) === label)).toBe(true);
  });
});

describe.each(Object.entries(withK))('%s', (name, cluster) => {
  test('fewer customers than clusters are refused, with both counts', () => {
    expect(() => cluster(column([1, 5, 9]), 4)).toThrow(RangeError);
    expect(() => cluster(column([1, 5, 9]), 4)).toThrow(/got 4 \((nSamples = 3|3 distinct)\)/);
  });

  test('one customer is no two clusters', () => {
    expect(() => cluster(column([7]), 2)).toThrow(/got 2 \((nSamples = 1|1 distinct)\)/);
  });

  test('customers who are all equal are one cluster, or are refused with their count; 100,000 too', () => {
    for (const n of [5, 100_000]) {
      const points = { data: new Float64Array(2 * n).fill(3), rows: n, cols: 2 };
      if (name === 'k-means') expect(cluster(points, 2).labels.every((label) => label === 0)).toBe(true);
      else if (name === 'Ward') expect(new Set(cluster(points, 1).labels).size).toBe(1);
      else expect(() => cluster(points, 2)).toThrow(/got 2 \(1 distinct\)/);
    }
  });

  test('as many clusters as customers are one each', () => {
    expect(new Set(cluster(column([1, 5, 9, 30]), 4).labels).size).toBe(4);
  });
});

describe.each(Object.entries(withoutK))('%s', (_, cluster) => {
  test('one customer, or two, are no cluster', () => {
    expect(Array.from(cluster(column([7]), 0).labels)).toEqual([-1]);
    expect(Array.from(cluster(column([7, 9]), 0).labels)).toEqual([-1, -1]);
  });

  test('customers who are all equal share a label; 100,000 too', () => {
    for (const n of [5, 100_000]) {
      const { labels } = cluster({ data: new Float64Array(2 * n).fill(3), rows: n, cols: 2 }, 0);
      expect(labels.every((label) => label === labels[0])).toBe(true);
    }
  });
});
