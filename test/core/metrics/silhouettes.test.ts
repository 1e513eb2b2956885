import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { silhouettes, silhouettesOfDistances } from '../../../core/metrics/silhouettes.js';
import { createRandom } from '../../../core/random/random.js';
import { countries, dissimilarities, threeGroups, twoGroups } from './countries.js';
import { expected, matrixOf, readPoints, readRows, trueLabels } from './reference.js';

const labelsOf = (...labels: number[]) => Int32Array.from(labels);

test('two pairs on a line, by hand', () => {
  // 0 and 1 against 4 and 6. Of 0: within 1, to the others (4 + 6) / 2 = 5, (5 - 1) / 5 = 0.8.
  // Of 1: within 1, others (3 + 5) / 2 = 4, 3/4. Of 4: within 2, others 3.5, 1.5/3.5. Of 6: 2, 5.5, 3.5/5.5.
  const [result] = silhouettes(matrixOf([[0], [1], [4], [6]]), [labelsOf(0, 0, 1, 1)]);
  expect(Array.from(result!.samples)).toEqual([0.8, 0.75, 1.5 / 3.5, 3.5 / 5.5]);
  expect(result!.clusters[0]).toBeCloseTo(0.775, 14);
  expect(result!.mean).toBeCloseTo((0.8 + 0.75 + 1.5 / 3.5 + 3.5 / 5.5) / 4, 14);
});

test('the silhouette is 0 for a cluster of one, and where everything lies on one point', () => {
  const [single, same] = silhouettes(matrixOf([[0], [1], [9]]), [labelsOf(0, 0, 1), labelsOf(1, 1, 0)]);
  expect(single!.samples[2]).toBe(0);
  expect(same!.mean).toBe(single!.mean);
  const [onePoint] = silhouettes(matrixOf([[5], [5], [5], [5]]), [labelsOf(0, 0, 1, 1)]);
  expect(Array.from(onePoint!.samples)).toEqual([0, 0, 0, 0]);
});

test("an empty cluster is nobody's neighbour", () => {
  const points = matrixOf([[0], [1], [4], [6]]);
  const [full, gap] = silhouettes(points, [labelsOf(0, 0, 1, 1), labelsOf(0, 0, 2, 2)]);
  expect(gap!.samples).toEqual(full!.samples);
  expect(gap!.clusters[1]).toBe(0);
});

test('one cluster has no silhouette', () => {
  expect(() => silhouettes(matrixOf([[0], [1]]), [labelsOf(0, 0)])).toThrow(
    new RangeError('a silhouette needs at least 2 clusters; got 1'),
  );
});

test.each([
  ['two', twoGroups, 0.28],
  ['three', threeGroups, 0.33],
])("Rousseeuw's twelve countries in %s groups", (_, groups, mean) => {
  const [result] = silhouettesOfDistances(dissimilarities, [groups.labels]);
  // The paper prints two digits.
  for (const [country, value] of Object.entries(groups.silhouettes)) {
    expect(Math.abs(result!.samples[countries.indexOf(country)]! - value)).toBeLessThan(0.0051);
  }
  expect(Math.abs(result!.mean - mean)).toBeLessThan(0.0051);
});

test.each(['iris', 'wine'] as const)('scikit-learn agrees on the true labels of %s', (name) => {
  const [result] = silhouettes(readPoints(name), [trueLabels(name)]);
  expect(Math.abs(result!.mean - expected[name].silhouette_of_true_labels)).toBeLessThan(1e-9);
});

test("scikit-learn's silhouette example comes out for k = 2, 3, 4", () => {
  const points = matrixOf(readRows('sklearn_silhouette_example_blobs').map(([x, y]) => [x!, y!]));
  const labellings = [2, 3, 4].map((k) => fitKMeans(points, k, createRandom(k)).labels);
  const means = silhouettes(points, labellings).map(({ mean }) => mean);
  // Printed by plot_kmeans_silhouette_analysis.py; at k = 5 and 6 its ten starts miss the best clustering.
  const published = [0.7049787496083262, 0.5882004012129721, 0.6505186632729437];
  published.forEach((value, i) => {
    expect(Math.abs(means[i]! - value)).toBeLessThan(1e-9);
  });
});

test('many labellings at once, with duplicate points, are what the definition gives for each', () => {
  const random = createRandom('silhouettes');
  const rows = Array.from({ length: 80 }, () => [Math.floor(random() * 4), Math.floor(random() * 3)]);
  const points = matrixOf(rows);
  const labellings = [2, 3, 5].map((k) =>
    Int32Array.from(rows, (_, i) => (i < k ? i : Math.floor(random() * k))),
  );
  silhouettes(points, labellings).forEach((result, l) => {
    const naive = byDefinition(points, labellings[l]!);
    naive.forEach((value, i) => {
      expect(result.samples[i]).toBeCloseTo(value, 12);
    });
  });
});

test.each([1, 2, 3, 4, 7])('more points than are taken in one go, of %d features, too', (cols) => {
  const random = createRandom(`tiles/${cols}`);
  const points = { data: Float64Array.from({ length: 600 * cols }, random), rows: 600, cols };
  const labels = Int32Array.from({ length: 600 }, (_, i) => (i < 3 ? i : Math.floor(random() * 3)));
  const halves = labels.map((_, i) => i % 2);
  const [result] = silhouettes(points, [labels, halves]);
  byDefinition(points, labels).forEach((value, i) => {
    expect(result!.samples[i]).toBeCloseTo(value, 12);
  });
});

test('permuting the rows permutes the silhouettes', () => {
  const points = readPoints('iris');
  const labels = trueLabels('iris');
  const reversed = matrixOf(readRows('iris').reverse());
  const [forth] = silhouettes(points, [labels]);
  const [back] = silhouettes(reversed, [labels.slice().reverse()]);
  back!.samples.reverse().forEach((value, i) => {
    expect(value).toBeCloseTo(forth!.samples[i]!, 12);
  });
});

test('100,000 rows of three distinct points take no quadratic time', () => {
  const data = Float64Array.from({ length: 100_000 }, (_, i) => [0, 1, 10][i % 3]!);
  const labels = Int32Array.from(data, (value) => (value < 5 ? 0 : 1));
  const [result] = silhouettes({ data, rows: data.length, cols: 1 }, [labels]);
  // Of 10: within 0. Of 0: within about 1/2, to 10: 10.
  expect(result!.samples[2]).toBe(1);
  expect(result!.samples[0]).toBeCloseTo(0.95, 5);
});

function byDefinition({ data, rows, cols }: Matrix, labels: Int32Array): number[] {
  const distance = (a: number, b: number) =>
    Math.hypot(...Array.from({ length: cols }, (_, j) => data[a * cols + j]! - data[b * cols + j]!));
  const all = Array.from({ length: rows }, (_, i) => i);
  return all.map((i) => {
    const meanTo = (k: number) => {
      const others = all.filter((o) => o !== i && labels[o] === k);
      return others.reduce((sum, o) => sum + distance(i, o), 0) / others.length;
    };
    const a = meanTo(labels[i]!);
    if (Number.isNaN(a)) return 0;
    const b = Math.min(...[...new Set(labels)].filter((k) => k !== labels[i]).map(meanTo));
    return Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b);
  });
}
