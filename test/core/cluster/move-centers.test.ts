import { descentOver } from '../../../core/cluster/descend.js';
import { moveCenters } from '../../../core/cluster/move-centers.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { withinSumOfSquares } from '../../../core/metrics/within-sum-of-squares.js';
import { createRandom } from '../../../core/random/random.js';
import { matrixOf } from '../metrics/reference.js';

/** Where a search starts. */
const startAt = (centers: Matrix, inertia: number) => ({ centers, inertia, iterations: 1, converged: true });

const options = { patience: 3, maxIterations: 100, tolerance: 0 };

/** Three crowds far apart, of 20 points each: Lloyd's iteration alone never leaves two centers in one of them. */
const crowds: Matrix = matrixOf(
  Array.from({ length: 60 }, (_, i) => [100 * Math.floor(i / 20) + (i % 5), i % 4]),
);

test('of two centers in one crowd one moves to the crowd that has none', () => {
  const centers = matrixOf([
    [1, 1],
    [3, 2],
    [150, 1],
  ]);
  const stuck = startAt(centers, Number.POSITIVE_INFINITY);
  const { centers: moved, inertia } = moveCenters(
    crowds,
    descentOver(crowds),
    stuck,
    createRandom(1),
    options,
  );
  const xs = [0, 1, 2].map((k) => moved.data[2 * k]!).sort((a, b) => a - b);
  expect(xs).toEqual([2, 102, 202]);
  const labels = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 20));
  expect(inertia).toBeCloseTo(withinSumOfSquares(crowds, labels), 9);
});

test('what cannot be better stays as it is', () => {
  const best = startAt(
    matrixOf([
      [2, 1.5],
      [102, 1.5],
      [202, 1.5],
    ]),
    withinSumOfSquares(
      crowds,
      Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 20)),
    ),
  );
  expect(moveCenters(crowds, descentOver(crowds), best, createRandom(1), options)).toBe(best);
});

test('one center, and centers on all points, stay', () => {
  const points = matrixOf([[-1], [1]]);
  const one = startAt(matrixOf([[0]]), 2);
  expect(moveCenters(points, descentOver(points), one, createRandom(1), options)).toBe(one);
  const all = startAt(points, 0);
  expect(moveCenters(points, descentOver(points), all, createRandom(1), options)).toBe(all);
});
