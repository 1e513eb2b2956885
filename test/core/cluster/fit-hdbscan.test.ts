import { fitHdbscan } from '../../../core/cluster/fit-hdbscan.js';
import { joinCopies } from '../../../core/cluster/hdbscan/join-copies.js';
import { selectClusters } from '../../../core/cluster/hdbscan/select-clusters.js';
import { spanningTree } from '../../../core/cluster/hdbscan/spanning-tree.js';
import { weighRows } from '../../../core/cluster/weigh-rows.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { squaredDistance } from '../../../core/metrics/squared-distance.js';
import { buildKdTree } from '../../../core/neighbours/build-kd-tree.js';
import { coreDistances } from '../../../core/neighbours/core-distances.js';
import { expected, matrixOf, readPoints, readRows } from '../metrics/reference.js';
import { randomPoints } from '../neighbours/random-points.js';

const column = (values: readonly number[]) => matrixOf(values.map((value) => [value]));
const count = (labels: Int32Array, wanted: number) => labels.filter((label) => label === wanted).length;

test('two groups and a loner, by hand', () => {
  // One sample is dense enough, so distances are plain: 100 leaves at 88, the rest parts at 8, each half
  // dissolves at 1. Lambdas 1/88, 1/8, 1: each half is worth 3 (1 - 1/8), everything 7/88 + 6 (1/8 - 1/88).
  const { labels, probabilities, tree } = fitHdbscan(column([0, 1, 2, 10, 11, 12, 100]), {
    minClusterSize: 3,
    minSamples: 1,
  });
  expect(Array.from(labels, (label) => (label < 0 ? label : label ^ labels[0]!))).toEqual([
    0, 0, 0, 1, 1, 1, -1,
  ]);
  expect(Array.from(probabilities)).toEqual([1, 1, 1, 1, 1, 1, 0]);
  const half = { parent: 0, size: 3, birthDistance: 8, deathDistance: 1, stability: 3 * (1 - 1 / 8) };
  expect(tree).toEqual([
    {
      parent: -1,
      size: 7,
      birthDistance: null,
      deathDistance: 8,
      stability: expect.closeTo(7 / 88 + 6 * (1 / 8 - 1 / 88), 12),
      label: null,
    },
    { ...half, label: 0 },
    { ...half, label: 1 },
  ]);
});

test('excess of mass takes the children where they are worth more together, the parent where not', () => {
  const cluster = (parent: number, stability: number) => ({ parent, stability, birth: 1, death: 2, size: 0 });
  // 1 (5) against its children 3 and 4 (2 + 2): 1. 2 (5) against 5 and 6 (3 + 3): 5 and 6.
  const children = [cluster(1, 2), cluster(1, 2), cluster(2, 3), cluster(2, 3)];
  expect(selectClusters([cluster(-1, 99), cluster(0, 5), cluster(0, 5), ...children])).toEqual([1, 5, 6]);
  // Equal: the parent. And what is below a taken cluster's child stays out.
  expect(
    selectClusters([cluster(-1, 0), cluster(0, 4), cluster(1, 3), cluster(1, 1), cluster(2, 3)]),
  ).toEqual([1]);
});

test('labels and probabilities of the hdbscan package on moons and blobs', () => {
  const rows = readRows('hdbscan_moons_blobs');
  const { labels, probabilities } = fitHdbscan(matrixOf(rows.map((row) => row.slice(0, 2))));
  expect(Array.from(labels)).toEqual(rows.map((row) => row[2]));
  rows.forEach((row, i) => {
    expect(probabilities[i]).toBeCloseTo(row[3]!, 9);
  });
});

/**
 * Noise may differ by 1 % of the samples. Retail is full of equal distances, and with a minClusterSize of 5 some
 * clusters depend on the order in which those are merged: 239 to 251 of them, whatever one does.
 */
test.each([
  ['iris', '5', 0, 0.01],
  ['iris', '15', 0, 0.01],
  ['iris', '50', 0, 0.01],
  ['wine', '5', 0, 0.01],
  ['wine', '15', 0, 0.01],
  ['wine', '50', 0, 0.01],
  ['retail', '5', 0.01, 0.01],
  ['retail', '15', 0, 0.01],
  ['retail', '50', 0, 0.01],
] as const)('clusters and noise of scikit-learn on %s, minClusterSize %s', (name, size, ties, noise) => {
  const points = readPoints(name);
  const { labels, nClusters } = fitHdbscan(points, { minClusterSize: Number(size) });
  const known = expected[name].hdbscan[`min_cluster_size=${size}`];
  expect(Math.abs(nClusters - known.clusters)).toBeLessThanOrEqual(ties * known.clusters);
  expect(Math.abs(count(labels, -1) - known.noise)).toBeLessThanOrEqual(noise * points.rows);
});

/** Lengths of a minimum spanning tree over every pair of samples, sorted: Kruskal's algorithm. */
function everyPairSpanned(points: Matrix, cores: Float64Array): number[] {
  const pairs = Array.from({ length: points.rows }, (_, i) =>
    Array.from({ length: i }, (_, j) => ({
      i,
      j,
      length: Math.max(cores[i]!, cores[j]!, Math.sqrt(squaredDistance(points, i, points, j))),
    })),
  ).flat();
  const groups = Array.from({ length: points.rows }, (_, i) => i);
  const lengths: number[] = [];
  for (const { i, j, length } of pairs.sort((a, b) => a.length - b.length)) {
    const [keep, lose] = [groups[i]!, groups[j]!];
    if (keep === lose) continue;
    groups.forEach((group, at) => {
      if (group === lose) groups[at] = keep;
    });
    lengths.push(length);
  }
  return lengths;
}

test.each([0, 4])('the spanning tree is as short as the shortest over every pair (grid of %d)', (steps) => {
  const points = randomPoints(80, 2, 'spanned', steps);
  const distinct = weighRows(points);
  const cores = coreDistances(buildKdTree(distinct.points), distinct, 6);
  const { lengths } = joinCopies(spanningTree(distinct.points, cores), distinct.ids, cores);
  const everyCore = Float64Array.from(distinct.ids, (id) => cores[id]!);
  const spanned = everyPairSpanned(points, everyCore);
  expect(lengths).toHaveLength(79);
  Array.from(lengths)
    .sort((a, b) => a - b)
    .forEach((length, e) => {
      expect(length).toBeCloseTo(spanned[e]!, 12);
    });
});

test('groups of equal samples are clusters for ever, and nothing is NaN', () => {
  const values = [...Array(30).fill(0), ...Array(20).fill(1), ...Array(10).fill(5)];
  const { labels, probabilities, nClusters, tree } = fitHdbscan(column(values), { minClusterSize: 5 });
  expect(nClusters).toBe(3);
  expect(new Set([0, 30, 50].map((i) => labels[i])).size).toBe(3);
  expect(count(labels, -1)).toBe(0);
  expect(probabilities.every((probability) => probability === 1)).toBe(true);
  expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
});

test('samples in an even row are no clusters, however their equal distances are merged', () => {
  const even = Array.from({ length: 60 }, (_, i) => i / 10);
  expect(fitHdbscan(column(even), { minClusterSize: 5 }).nClusters).toBe(0);
});

test.each([
  ['a hundred thousand equal samples', { data: new Float64Array(200_000).fill(2), rows: 100_000, cols: 2 }],
  ['one sample', column([7])],
  ['fewer samples than minClusterSize', column([1, 2, 4])],
] as const)('%s have no clusters', (_, points) => {
  const { labels, nClusters, tree } = fitHdbscan(points, { minClusterSize: 5 });
  expect(nClusters).toBe(0);
  expect(labels.every((label) => label === -1)).toBe(true);
  expect(tree).toHaveLength(1);
  expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
});

test('one giant outlier is noise and moves nobody else', () => {
  const groups = Array.from({ length: 80 }, (_, i) => (i < 40 ? i / 10 : 50 + i / 10 + i ** 2 / 1e4));
  const without = fitHdbscan(column(groups), { minClusterSize: 5 });
  const withGiant = fitHdbscan(column([...groups, 1e12]), { minClusterSize: 5 });
  expect(withGiant.labels[80]).toBe(-1);
  expect(withGiant.labels.subarray(0, 80)).toEqual(without.labels);
});

test('sizes that make no sense are refused', () => {
  expect(() => fitHdbscan(column([0, 1]), { minClusterSize: 1 })).toThrow(
    'minClusterSize must be an integer of at least 2; got 1',
  );
  expect(() => fitHdbscan(column([0, 1]), { minSamples: 0 })).toThrow(
    'minSamples must be an integer of at least 1; got 0',
  );
});
