import { fasterPam } from '../../../core/cluster/faster-pam.js';
import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { fitKMedoids } from '../../../core/cluster/fit-kmedoids.js';
import { nearestCenters } from '../../../core/cluster/nearest-centers.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { buildKdTree } from '../../../core/neighbours/build-kd-tree.js';
import { createRandom, type Random } from '../../../core/random/random.js';
import { matrixOf, readPoints } from '../metrics/reference.js';

const rowsOf = ({ data, cols }: Matrix, rows: Iterable<number>) =>
  matrixOf(Array.from(rows, (row) => Array.from(data.subarray(row * cols, (row + 1) * cols))));

const deviationOf = (points: Matrix, medoids: Matrix) =>
  nearestCenters(points, medoids).squaredDistances.reduce((sum, squared) => sum + Math.sqrt(squared), 0);

const randomPoints = (random: Random, rows: number, cols: number): Matrix => ({
  data: Float64Array.from({ length: rows * cols }, random),
  rows,
  cols,
});

test('six points in two groups, by hand', () => {
  // Medians 1 and 11, each 1 from both neighbours.
  const { labels, medoids, deviation } = fitKMedoids(
    matrixOf([[0], [1], [2], [10], [11], [12]]),
    2,
    createRandom(1),
  );
  expect(Array.from(medoids.data).sort((a, b) => a - b)).toEqual([1, 11]);
  expect(deviation).toBe(4);
  expect(labels[0]).not.toBe(labels[5]);
});

/** Every choice of k rows. */
function* choices(n: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) yield [];
  else for (let i = from; i <= n - k; i++) for (const rest of choices(n, k - 1, i + 1)) yield [i, ...rest];
}

test('exhaustive search agrees on tiny sets', () => {
  const random = createRandom('exhaustive');
  for (let round = 0; round < 10; round++) {
    const points = randomPoints(random, 14, 2);
    for (const k of [2, 3, 4]) {
      const all = [...choices(14, k)].map((rows) => deviationOf(points, rowsOf(points, rows)));
      expect(fitKMedoids(points, k, random).deviation).toBeCloseTo(Math.min(...all), 12);
    }
  }
});

const scattered = randomPoints(createRandom('swaps'), 120, 3);

test.each([
  ['anywhere', scattered],
  // Rows near each other, so that blocks of them are passed over.
  ['side by side', buildKdTree(scattered).points],
])('no single swap is left that lowers the deviation (neighbours %s)', (_, points) => {
  const start = Int32Array.of(0, 1, 2, 3, 4);
  const { rows, converged, swaps } = fasterPam(points, new Float64Array(120).fill(1), start, {
    maxPasses: 100,
    patience: 120,
  });
  expect(converged).toBe(true);
  expect(swaps).toBeGreaterThan(0);
  const least = deviationOf(points, rowsOf(points, rows));
  for (let slot = 0; slot < 5; slot++) {
    for (let row = 0; row < 120; row++) {
      if (rows.includes(row)) continue;
      expect(deviationOf(points, rowsOf(points, rows.with(slot, row)))).toBeGreaterThan(least - 1e-9);
    }
  }
});

test.each([1, 3, 4, 7])('nor with weights, %d features', (cols) => {
  const random = createRandom(`swaps/${cols}`);
  for (const rows of [31, 100]) {
    const points = randomPoints(random, rows, cols);
    const weights = Float64Array.from({ length: rows }, () => 1 + Math.floor(3 * random()));
    const weighedOf = (medoids: Int32Array) =>
      nearestCenters(points, rowsOf(points, medoids)).squaredDistances.reduce(
        (sum, squared, i) => sum + weights[i]! * Math.sqrt(squared),
        0,
      );
    const options = { maxPasses: 100, patience: rows };
    const found = fasterPam(points, weights, Int32Array.of(0, 1, 2, 3), options);
    const deviation = weighedOf(found.rows);
    expect(found.converged).toBe(true);
    expect(found.swaps).toBeGreaterThan(0);
    for (let slot = 0; slot < 4; slot++)
      for (let row = 0; row < rows; row++)
        expect(weighedOf(found.rows.with(slot, row))).toBeGreaterThan(deviation * (1 - 1e-11));
  }
});

test('a descent that gives up early has lost less than one that looked on would gain, and says how it ended', () => {
  const points = randomPoints(createRandom('patience'), 3000, 2);
  for (const k of [3, 7]) {
    const patient = fitKMedoids(points, k, createRandom(k), { patience: 3000 });
    const hasty = fitKMedoids(points, k, createRandom(k));
    expect(hasty.converged).toBe(true);
    expect(hasty.deviation).toBeLessThan(patient.deviation * 1.01);
    expect(hasty.deviation).toBeCloseTo(deviationOf(points, hasty.medoids), 9);
  }
});

test.each(['iris', 'wine'] as const)(
  '%s: no worse than the samples nearest to the means of k-means',
  (name) => {
    const points = readPoints(name);
    for (const k of [2, 3, 5, 8]) {
      const { centers } = fitKMeans(points, k, createRandom(k), { starts: 30 });
      const plain = rowsOf(points, nearestCenters(centers, points).labels);
      const { deviation } = fitKMedoids(points, k, createRandom(k));
      expect(deviation).toBeLessThanOrEqual(deviationOf(points, plain) * (1 + 1e-12));
    }
  },
);

test('medoids are samples, labels the nearest of them, the deviation their sum', () => {
  const points = readPoints('wine');
  const { medoids, labels, deviation } = fitKMedoids(points, 4, createRandom(2));
  const nearest = nearestCenters(medoids, points);
  expect(nearest.squaredDistances.every((squared) => squared === 0)).toBe(true);
  expect(labels).toEqual(nearestCenters(points, medoids).labels);
  expect(deviation).toBeCloseTo(deviationOf(points, medoids), 9);
});

test('copies weigh as many samples', () => {
  // One sample at 0, one at 1, five at 10, one at 11: the pair of medoids 0 or 1, and 10.
  const points = matrixOf([[0], [1], [10], [10], [10], [10], [10], [11]]);
  const { deviation, medoids, labels } = fitKMedoids(points, 2, createRandom(1));
  expect(deviation).toBe(2);
  expect(Array.from(medoids.data)).toContain(10);
  expect(new Set(labels.subarray(2)).size).toBe(1);
});

test('as many clusters as distinct samples leave no deviation', () => {
  const { deviation, labels } = fitKMedoids(matrixOf([[3], [3], [8], [9]]), 3, createRandom(1));
  expect(deviation).toBe(0);
  expect(labels[0]).toBe(labels[1]);
  expect(new Set(labels).size).toBe(3);
});

test('running out of passes is said', () => {
  const points = randomPoints(createRandom('passes'), 200, 2);
  const { converged } = fasterPam(points, new Float64Array(200).fill(1), Int32Array.of(0, 1, 2), {
    maxPasses: 1,
    patience: 200,
  });
  expect(converged).toBe(false);
});

test.each([1, 4, 2.5])('%d clusters of three distinct samples are refused', (k) => {
  expect(() => fitKMedoids(matrixOf([[0], [1], [5], [5]]), k, createRandom(1))).toThrow(
    new RangeError(`nClusters must be an integer in [2, distinct samples]; got ${k} (3 distinct)`),
  );
});

test.each([{ starts: 0 }, { sampleSize: 1 }, { patience: 0 }])('%o is refused', (options) => {
  expect(() => fitKMedoids(matrixOf([[0], [1], [5]]), 2, createRandom(1), options)).toThrow(RangeError);
});
