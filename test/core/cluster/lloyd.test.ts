import { exchangePoints } from '../../../core/cluster/exchange-points.js';
import { lloyd } from '../../../core/cluster/lloyd.js';
import { nearestCenters } from '../../../core/cluster/nearest-centers.js';
import { seedCenters } from '../../../core/cluster/seed-centers.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { clusterMeans } from '../../../core/metrics/cluster-means.js';
import { clusterSizes } from '../../../core/metrics/cluster-sizes.js';
import { withinSumOfSquares } from '../../../core/metrics/within-sum-of-squares.js';
import { createRandom, type Random } from '../../../core/random/random.js';
import { matrixOf, readPoints } from '../metrics/reference.js';

const toTheEnd = { maxIterations: 300, tolerance: 0 };

/** Lloyd's iteration without bounds. */
function plainLloyd(points: Matrix, start: Matrix): { centers: Matrix; iterations: number } {
  let centers = start;
  let previous = '';
  for (let iterations = 1; ; iterations++) {
    const { labels } = nearestCenters(points, centers);
    if (String(labels) === previous) return { centers, iterations };
    previous = String(labels);
    centers = clusterMeans(points, labels, centers.rows);
  }
}

function randomPoints(random: Random, rows: number, cols: number): Matrix {
  return { data: Float64Array.from({ length: rows * cols }, random), rows, cols };
}

test('the bounds change nothing: plain Lloyd from the same centers ends the same, as fast', () => {
  const random = createRandom('bounds');
  for (let round = 0; round < 20; round++) {
    const points = randomPoints(random, 300, 1 + (round % 5));
    const start = seedCenters(points, 2 + (round % 9), random);
    const bounded = lloyd(points, start, toTheEnd);
    const plain = plainLloyd(points, start);
    expect(bounded.iterations).toBe(plain.iterations);
    expect(bounded.converged).toBe(true);
    bounded.centers.data.forEach((value, i) => {
      expect(value).toBeCloseTo(plain.centers.data[i]!, 12);
    });
  }
});

test('the inertia never rises from one iteration to the next', () => {
  const points = readPoints('wine');
  const start = seedCenters(points, 6, createRandom(2));
  const inertias = Array.from({ length: 12 }, (_, i) =>
    withinSumOfSquares(points, lloyd(points, start, { maxIterations: i + 1, tolerance: 0 }).labels),
  );
  inertias.slice(1).forEach((inertia, i) => {
    expect(inertia).toBeLessThanOrEqual(inertias[i]! * (1 + 1e-12));
  });
  expect(inertias.at(-1)).toBeLessThan(inertias[0]!);
});

test('an empty cluster moves to the point farthest from its center', () => {
  // All points are nearest to 1; the center at 1000 has none and takes 9.
  const { centers, labels } = lloyd(matrixOf([[0], [1], [2], [9]]), matrixOf([[1], [1000]]), toTheEnd);
  expect(Array.from(centers.data)).toEqual([1, 9]);
  expect(Array.from(labels)).toEqual([0, 0, 0, 1]);
});

test('running out of iterations is said', () => {
  const points = readPoints('iris');
  const start = seedCenters(points, 5, createRandom(1));
  expect(lloyd(points, start, { maxIterations: 2, tolerance: 0 })).toMatchObject({
    converged: false,
    iterations: 2,
  });
});

test('the start is left as it was', () => {
  const start = matrixOf([[0], [5]]);
  lloyd(matrixOf([[0], [1], [9]]), start, toTheEnd);
  expect(Array.from(start.data)).toEqual([0, 5]);
});

test('ties go to the lowest center', () => {
  expect(Array.from(nearestCenters(matrixOf([[1]]), matrixOf([[2], [0], [2]])).labels)).toEqual([0]);
});

test('points of other features than the centers are refused', () => {
  expect(() => nearestCenters(matrixOf([[1, 2]]), matrixOf([[1]]))).toThrow(
    new RangeError('points have 2 features, centers 1'),
  );
});

test('a single point moves where Lloyd stands still', () => {
  // Means 1 and 5.5: 3 is nearer to 1 (distance 2 against 2.5), so Lloyd rests at 14/3 + ... = 7.17.
  // Leaving {0, 0, 3} saves 4 * 3/2 = 6, entering {5, 6} costs 6.25 * 2/3 = 4.17.
  const points = matrixOf([[0], [0], [3], [5], [6]]);
  const start = Int32Array.of(0, 0, 0, 1, 1);
  expect(nearestCenters(points, clusterMeans(points, start, 2)).labels).toEqual(start);
  expect(Array.from(exchangePoints(points, start, 2, 10))).toEqual([0, 0, 1, 1, 1]);
});

test('exchanging never raises the inertia and never empties a cluster', () => {
  const random = createRandom('exchange');
  for (let round = 0; round < 10; round++) {
    const points = randomPoints(random, 120, 3);
    const { labels } = lloyd(points, seedCenters(points, 7, random), toTheEnd);
    const exchanged = exchangePoints(points, labels, 7, 100);
    expect(withinSumOfSquares(points, exchanged)).toBeLessThanOrEqual(withinSumOfSquares(points, labels));
    expect(Math.min(...clusterSizes(exchanged, 7))).toBeGreaterThan(0);
  }
});

test('seeds are points, all different while there are different points', () => {
  const points = matrixOf([[1], [1], [1], [1], [1], [1], [1], [2], [3]]);
  for (let seed = 0; seed < 20; seed++) {
    const seeds = seedCenters(points, 3, createRandom(seed));
    expect(Array.from(seeds.data).sort()).toEqual([1, 2, 3]);
  }
});

test('seeds are drawn by squared distance, and the better of two candidates stays', () => {
  // From the first center, 0, the squared distances are 0, 1, 9: the first tenth of the draws falls on 1.
  const points = matrixOf([[0], [1], [3]]);
  const draw = (...numbers: number[]) => seedCenters(points, 2, () => numbers.shift()!).data[1];
  expect(draw(0, 0.05, 0.09)).toBe(1);
  expect(draw(0, 0.11, 0.99)).toBe(3);
  // With 1 as a center 4 is left, with 3 only 1.
  expect(draw(0, 0.05, 0.5)).toBe(3);
  expect(draw(0, 0.5, 0.05)).toBe(3);
});
