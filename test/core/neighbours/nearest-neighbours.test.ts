import { squaredDistance } from '../../../core/metrics/squared-distance.js';
import { buildKdTree } from '../../../core/neighbours/build-kd-tree.js';
import { nearestNeighbours } from '../../../core/neighbours/nearest-neighbours.js';
import { neighboursWithin } from '../../../core/neighbours/neighbours-within.js';
import { matrixOf } from '../metrics/reference.js';
import { randomPoints } from './random-points.js';

const cases = [
  [1, 1, 0],
  [16, 2, 0],
  [17, 2, 0],
  [500, 1, 0],
  [500, 3, 0],
  [400, 8, 0],
  [500, 2, 6],
  [300, 4, 2],
] as const;

const distancesFrom = (points: ReturnType<typeof randomPoints>, queries: typeof points, i: number) =>
  Array.from({ length: points.rows }, (_, j) => Math.sqrt(squaredDistance(queries, i, points, j)));

test.each(cases)(
  'nearest of %d points in %d dimensions (grid of %d): as by brute force',
  (n, cols, steps) => {
    const points = randomPoints(n, cols, 'points', steps);
    const queries = randomPoints(40, cols, 'queries', steps);
    const tree = buildKdTree(points);
    for (const k of [1, 5, n].filter((k) => k <= n)) {
      const { samples, distances } = nearestNeighbours(tree, queries, k);
      for (let i = 0; i < queries.rows; i++) {
        const all = distancesFrom(points, queries, i);
        const found = Array.from(samples.subarray(i * k, (i + 1) * k));
        const expected = all.toSorted((a, b) => a - b).slice(0, k);
        expect(new Set(found).size).toBe(k);
        expect(Array.from(distances.subarray(i * k, (i + 1) * k))).toEqual(expected);
        expect(found.map((sample) => all[sample])).toEqual(expected);
      }
    }
  },
);

test.each(cases)(
  'all within a radius of %d points in %d dimensions (grid of %d): as by brute force',
  (n, cols, steps) => {
    const points = randomPoints(n, cols, 'points', steps);
    const queries = randomPoints(40, cols, 'queries', steps);
    const tree = buildKdTree(points);
    const found = new Int32Array(n);
    for (const radius of steps > 0 ? [0, 1, 2] : [0, 0.1, 0.4, 9]) {
      for (let i = 0; i < queries.rows; i++) {
        const count = neighboursWithin(tree, queries, i, radius, found);
        const expected = distancesFrom(points, queries, i).flatMap((d, j) => (d <= radius ? [j] : []));
        expect(Array.from(found.subarray(0, count)).sort((a, b) => a - b)).toEqual(expected);
      }
    }
  },
);

test('the radius belongs to the neighbourhood', () => {
  const tree = buildKdTree(
    matrixOf([
      [0, 0],
      [3, 4],
    ]),
  );
  const found = new Int32Array(2);
  expect(neighboursWithin(tree, matrixOf([[0, 0]]), 0, 5, found)).toBe(2);
  expect(neighboursWithin(tree, matrixOf([[0, 0]]), 0, 4.999999, found)).toBe(1);
});

test('a hundred thousand equal points are no slower to search than others', () => {
  const equal = { data: new Float64Array(200_000).fill(0.3), rows: 100_000, cols: 2 };
  const { distances, samples } = nearestNeighbours(buildKdTree(equal), equal, 5);
  expect(distances.every((distance) => distance === 0)).toBe(true);
  expect(new Set(samples.subarray(0, 5)).size).toBe(5);
});

test.each([0, 3, 1.5])('k = %d of two points is refused', (k) => {
  const points = matrixOf([[0], [1]]);
  expect(() => nearestNeighbours(buildKdTree(points), points, k)).toThrow(
    `k must be an integer in [1, nSamples]; got ${k} (nSamples = 2)`,
  );
});
