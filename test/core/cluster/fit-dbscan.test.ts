import { fitDbscan } from '../../../core/cluster/fit-dbscan.js';
import { expected, matrixOf, type Reference, readPoints, readRows } from '../metrics/reference.js';

const column = (values: readonly number[]) => matrixOf(values.map((value) => [value]));
const count = (values: ArrayLike<number>, wanted: number) =>
  Array.from(values).filter((value) => value === wanted).length;

test('two groups and a loner, by hand', () => {
  // Within 1, itself counted: 0 has two, 1 three, 2 two; 6 has only itself.
  const { labels, isCore, nClusters } = fitDbscan(column([0, 1, 2, 6, 10, 11, 12]), {
    eps: 1,
    minSamples: 3,
  });
  expect(Array.from(labels)).toEqual([0, 0, 0, -1, 1, 1, 1]);
  expect(Array.from(isCore)).toEqual([0, 1, 0, 0, 0, 1, 0]);
  expect(nClusters).toBe(2);
});

test('a border sample between two clusters goes to the one whose core sample comes first', () => {
  // 1 has 0, 0.5, 1 and 2 around it, 3 has 2, 3, 3.5 and 4: both are core; 2 has 1, 2, 3 and is not.
  const values = [0, 0.5, 1, 2, 3, 3.5, 4];
  const options = { eps: 1, minSamples: 4 };
  expect(Array.from(fitDbscan(column(values), options).labels)).toEqual([0, 0, 0, 0, 1, 1, 1]);
  expect(Array.from(fitDbscan(column(values.toReversed()), options).labels)).toEqual([0, 0, 0, 0, 1, 1, 1]);
});

test('the labels and noise of scikit-learn on its own example', () => {
  const rows = readRows('sklearn_dbscan_example');
  const { labels } = fitDbscan(matrixOf(rows.map((row) => row.slice(0, 2))), { eps: 0.3, minSamples: 10 });
  expect(Array.from(labels)).toEqual(rows.map((row) => row[3]));
  expect(count(labels, -1)).toBe(18);
});

const known = (['iris', 'wine', 'retail'] as const).flatMap((name) =>
  Object.keys(expected[name].dbscan).map((setting): [Reference, string] => [name, setting]),
);

test.each(known)('clusters, core samples and noise of scikit-learn on %s, %s', (name, setting) => {
  const [, eps, minSamples] = /^eps=(.+),min_samples=(.+)$/.exec(setting)!;
  const { labels, isCore, nClusters } = fitDbscan(readPoints(name), { eps: +eps!, minSamples: +minSamples! });
  const sizes = Array.from({ length: nClusters }, (_, k) => count(labels, k)).sort((a, b) => a - b);
  expect({
    clusters: nClusters,
    noise: count(labels, -1),
    core_points: count(isCore, 1),
    sizes_sorted: sizes,
  }).toEqual(expected[name].dbscan[setting]);
});

test('eps is the knee unless it is given, minSamples twice the dimensions', () => {
  const points = readPoints('iris');
  const { eps, minSamples, knee, labels } = fitDbscan(points);
  expect(minSamples).toBe(8);
  expect(eps).toBe(knee.eps);
  expect(fitDbscan(points, { eps, minSamples: 8 }).labels).toEqual(labels);
});

test('a sample twice counts as two', () => {
  const values = [0, 0, 1, 5, 9, 9, 9];
  const { labels, isCore } = fitDbscan(column(values), { eps: 1, minSamples: 3 });
  expect(Array.from(labels)).toEqual([0, 0, 0, -1, 1, 1, 1]);
  expect(Array.from(isCore)).toEqual([1, 1, 1, 0, 1, 1, 1]);
});

test('a hundred thousand equal samples are one cluster', () => {
  const { labels, nClusters } = fitDbscan({ data: new Float64Array(300_000), rows: 100_000, cols: 3 });
  expect(nClusters).toBe(1);
  expect(labels.every((label) => label === 0)).toBe(true);
});

test('fewer samples than minSamples are all noise', () => {
  const { labels, nClusters } = fitDbscan(column([0, 0, 1]), { minSamples: 4 });
  expect(Array.from(labels)).toEqual([-1, -1, -1]);
  expect(nClusters).toBe(0);
});

test('one giant outlier is noise and moves nobody else', () => {
  const values = [
    ...Array.from({ length: 40 }, (_, i) => i / 10),
    ...Array.from({ length: 40 }, (_, i) => 50 + i / 10),
  ];
  const { labels, nClusters } = fitDbscan(column([...values, 1e12]), { eps: 0.5, minSamples: 4 });
  expect(nClusters).toBe(2);
  expect(Array.from(labels)).toEqual([...Array(40).fill(0), ...Array(40).fill(1), -1]);
});

test('a radius or a count that makes no sense is refused', () => {
  expect(() => fitDbscan(column([0, 1]), { eps: 0 })).toThrow('eps must be above 0; got 0');
  expect(() => fitDbscan(column([0, 1]), { minSamples: 0 })).toThrow(
    'minSamples must be an integer of at least 1; got 0',
  );
});
