import { cutTree } from '../../../core/cluster/cut-tree.js';
import { wardTree } from '../../../core/cluster/ward-tree.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { clusterSizes } from '../../../core/metrics/cluster-sizes.js';
import { silhouettes } from '../../../core/metrics/silhouettes.js';
import { withinSumOfSquares } from '../../../core/metrics/within-sum-of-squares.js';
import { createRandom } from '../../../core/random/random.js';
import { expected, matrixOf, type Reference, readPoints } from '../metrics/reference.js';

const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

test('four points in a line, by hand', () => {
  // {0, 1}: 1. {10, 12}: 2. Their means 0.5 and 11 are 10.5 apart: sqrt(2 * (2 * 2) / (2 + 2)) * 10.5.
  const tree = wardTree(matrixOf([[0], [12], [1], [10]]));
  expect(Array.from(tree.heights)).toEqual([1, 2, expect.closeTo(Math.sqrt(2) * 10.5, 12)]);
  expect(Array.from(cutTree(tree, 2))).toEqual([0, 1, 0, 1]);
  expect(Array.from(cutTree(tree, 3))).toEqual([0, 1, 0, 2]);
  expect(Array.from(cutTree(tree, 4))).toEqual([0, 1, 2, 3]);
  expect(Array.from(cutTree(tree, 1))).toEqual([0, 0, 0, 0]);
});

test.each<Reference>(['iris', 'wine', 'retail'])("%s: SciPy's heights and cuts", (name) => {
  const points = readPoints(name);
  const { ward } = expected[name];
  const tree = wardTree(points);
  tree.heights.slice(-20).forEach((height, i) => {
    expect(Math.abs(height - ward.last_20_heights[i])).toBeLessThan(1e-8);
  });
  const cuts = ks.map((k) => cutTree(tree, k));
  silhouettes(points, cuts).forEach(({ mean }, i) => {
    const k = ks[i]!;
    expect(Array.from(clusterSizes(cuts[i]!, k)).sort((a, b) => a - b)).toEqual(ward[k].sizes_sorted);
    expect(mean).toBeCloseTo(ward[k].silhouette, 9);
  });
});

/** Merges, of all pairs, the one that adds least to the sum of squares, until k clusters are left. */
function bruteForce(points: Matrix, k: number): Int32Array {
  let labels = Int32Array.from({ length: points.rows }, (_, i) => i);
  for (let left = points.rows; left > k; left--) {
    let best = labels;
    let least = Number.POSITIVE_INFINITY;
    for (let a = 0; a < left; a++) {
      for (let b = a + 1; b < left; b++) {
        const merged = labels.map((label) => (label === b ? a : label > b ? label - 1 : label));
        const sum = withinSumOfSquares(points, merged);
        if (sum >= least) continue;
        least = sum;
        best = merged;
      }
    }
    labels = best;
  }
  return labels;
}

test('brute force over all pairs agrees', () => {
  const random = createRandom('ward');
  for (let round = 0; round < 8; round++) {
    const points = matrixOf(Array.from({ length: 14 }, () => [random(), random()]));
    const tree = wardTree(points);
    // Both number clusters by first appearance.
    for (const k of [2, 4, 7]) expect(cutTree(tree, k)).toEqual(bruteForce(points, k));
  }
});

test('heights rise, and their squares add up to twice the sum of squares of all', () => {
  const points = readPoints('wine');
  const { heights } = wardTree(points);
  expect(heights).toEqual(heights.slice().sort());
  const sum = heights.reduce((total, height) => total + height ** 2, 0);
  expect(sum / 2).toBeCloseTo(withinSumOfSquares(points, new Int32Array(points.rows)), 8);
});

test('each cut divides one cluster of the cut before', () => {
  const tree = wardTree(readPoints('iris'));
  for (const k of ks) {
    const coarse = cutTree(tree, k - 1);
    const pairs = new Set(Array.from(cutTree(tree, k), (label, i) => `${label} in ${coarse[i]}`));
    expect(pairs.size).toBe(k);
  }
});

test('copies merge first, at height 0, and weigh as many', () => {
  const tree = wardTree(matrixOf([[5], [0], [5], [5], [1]]));
  // {0, 1} at 1; three copies of 5 against 0.5: sqrt(2 * (3 * 2) / 5) * 4.5.
  expect(Array.from(tree.heights)).toEqual([0, 0, 1, expect.closeTo(Math.sqrt(12 / 5) * 4.5, 12)]);
  expect(Array.from(cutTree(tree, 2))).toEqual([0, 1, 0, 0, 1]);
});

test('a grid full of ties ends, in rising heights', () => {
  const { heights } = wardTree(
    matrixOf(Array.from({ length: 900 }, (_, i) => [i % 30, Math.floor(i / 30) / 3])),
  );
  expect(heights).toEqual(heights.slice().sort());
});

test('one sample is a tree without merges; no sample is refused', () => {
  expect(Array.from(cutTree(wardTree(matrixOf([[7]])), 1))).toEqual([0]);
  expect(() => wardTree({ data: new Float64Array(), rows: 0, cols: 2 })).toThrow(RangeError);
});

test.each([0, 4, 1.5])('%d clusters of three samples are refused', (k) => {
  expect(() => cutTree(wardTree(matrixOf([[0], [1], [5]])), k)).toThrow(
    new RangeError(`k must be an integer in [1, nSamples]; got ${k} (nSamples = 3)`),
  );
});
