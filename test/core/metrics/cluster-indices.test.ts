import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { calinskiHarabasz } from '../../../core/metrics/calinski-harabasz.js';
import { clusterSizes } from '../../../core/metrics/cluster-sizes.js';
import { daviesBouldin } from '../../../core/metrics/davies-bouldin.js';
import { silhouettes } from '../../../core/metrics/silhouettes.js';
import { withinSumOfSquares } from '../../../core/metrics/within-sum-of-squares.js';
import { createRandom } from '../../../core/random/random.js';
import { expected, matrixOf, type Reference, readPoints } from './reference.js';

// Means 1 and 8, deviations 1 and 2 on both sides, common mean 4.5.
const line = matrixOf([[0], [2], [6], [10]]);
const pairs = Int32Array.of(0, 0, 1, 1);

test('the indices of four points on a line, by hand', () => {
  // 1 + 1 + 4 + 4
  expect(withinSumOfSquares(line, pairs)).toBe(10);
  // between = 2 * 3.5² + 2 * 3.5² = 49; (49 / 1) / (10 / 2)
  expect(calinskiHarabasz(line, pairs)).toBe(9.8);
  // scatter 1 and 2, means 7 apart
  expect(daviesBouldin(line, pairs)).toBeCloseTo(3 / 7, 15);
  expect(Array.from(clusterSizes(pairs, 3))).toEqual([2, 2, 0]);
});

test('points that do not vary give 0 and 1, as in scikit-learn, and never NaN', () => {
  const same = matrixOf([[3], [3], [3], [3]]);
  expect(daviesBouldin(same, pairs)).toBe(0);
  expect(calinskiHarabasz(same, pairs)).toBe(1);
});

test('a label outside the clusters is refused', () => {
  expect(() => clusterSizes(Int32Array.of(0, 2), 2)).toThrow(
    new RangeError('labels must be in [0, 2); labels[1] is 2'),
  );
});

// The best of many starts is reached again, so that the labels are those the reference was computed from.
test.each<[Reference, number]>([
  ['iris', 2],
  ['iris', 3],
  ['wine', 2],
  ['wine', 3],
  ['retail', 2],
])('scikit-learn agrees on the k-means labels of %s, k = %d', (name, k) => {
  const points = readPoints(name);
  const { labels } = fitKMeans(points, k, createRandom(1));
  const answers = expected[name].kmeans[k];
  const [silhouette] = silhouettes(points, [labels]);
  expect(Math.abs(silhouette!.mean - answers.silhouette)).toBeLessThan(1e-9);
  expect(Math.abs(daviesBouldin(points, labels) - answers.davies_bouldin)).toBeLessThan(1e-9);
  expect(Math.abs(calinskiHarabasz(points, labels) / answers.calinski_harabasz - 1)).toBeLessThan(1e-9);
  expect(Math.abs(withinSumOfSquares(points, labels) / answers.best_inertia_of_many_starts - 1)).toBeLessThan(
    1e-9,
  );
  expect(Array.from(clusterSizes(labels, k)).sort((a, b) => a - b)).toEqual(
    [...answers.sizes_sorted].sort((a, b) => a - b),
  );
});

test('adjusted Rand index of four samples, by hand', () => {
  // Of 6 pairs, a has 2 together.
  const a = Int32Array.of(0, 0, 1, 1);
  // b has 3 together, 1 of them in both; by chance 2 * 3 / 6 = 1: (1 - 1) / (2.5 - 1).
  expect(adjustedRandIndex(a, Int32Array.of(0, 0, 0, 1))).toBe(0);
  // b has 1 together, in both; by chance 2 * 1 / 6: (1 - 1/3) / (1.5 - 1/3) = 4/7.
  expect(adjustedRandIndex(a, Int32Array.of(0, 0, 1, 2))).toBeCloseTo(4 / 7, 15);
});

test('adjusted Rand index agrees with scikit-learn', () => {
  const { a, b, value } = expected.adjusted_rand_index;
  expect(Math.abs(adjustedRandIndex(Int32Array.from(a), Int32Array.from(b)) - value)).toBeLessThan(1e-12);
});

test('adjusted Rand index is 1 for the same partition, whatever its labels are called', () => {
  expect(adjustedRandIndex(Int32Array.of(0, 0, 1, 2), Int32Array.of(7, 7, -1, 3))).toBe(1);
  expect(adjustedRandIndex(Int32Array.of(0, 0, 0), Int32Array.of(5, 5, 5))).toBe(1);
  expect(adjustedRandIndex(Int32Array.of(0, 1, 2), Int32Array.of(2, 1, 0))).toBe(1);
  expect(adjustedRandIndex(Int32Array.of(0), Int32Array.of(4))).toBe(1);
});

test('labellings of different samples have no Rand index', () => {
  expect(() => adjustedRandIndex(Int32Array.of(0), Int32Array.of(0, 1))).toThrow(RangeError);
});
