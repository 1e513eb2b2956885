import { descentOver } from '../../../core/cluster/descend.js';
import { lloyd } from '../../../core/cluster/lloyd.js';
import { lloydInTree } from '../../../core/cluster/lloyd-in-tree.js';
import { nearestCenters } from '../../../core/cluster/nearest-centers.js';
import { pointTree, weighTree } from '../../../core/cluster/point-tree.js';
import { seedCenters } from '../../../core/cluster/seed-centers.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { clusterMeans } from '../../../core/metrics/cluster-means.js';
import { withinSumOfSquares } from '../../../core/metrics/within-sum-of-squares.js';
import { buildKdTree } from '../../../core/neighbours/build-kd-tree.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom, type Random } from '../../../core/random/random.js';
import { matrixOf, readPoints } from '../metrics/reference.js';

const treeOf = (points: Matrix) => pointTree(buildKdTree(points));
const toTheEnd = { maxIterations: 300, tolerance: 0 };

/** Crowds of normal points; every fifth is a copy of another. */
function drawCrowds(random: Random, rows: number, cols: number): Matrix {
  const data = Float64Array.from(
    { length: rows * cols },
    (_, at) => drawNormal(random) + 4 * ((Math.floor(at / cols) * 7) % 5),
  );
  for (let i = 5; i < rows; i += 5) data.copyWithin(i * cols, (i - 3) * cols, (i - 2) * cols);
  return { data, rows, cols };
}

test.each([1, 2, 3])('from the same centers it ends where bounds end, %d features', (cols) => {
  const random = createRandom(`tree/${cols}`);
  for (let round = 0; round < 30; round++) {
    const points = drawCrowds(random, 40 + 17 * round, cols);
    const start = seedCenters(points, 2 + (round % 9), random);
    const maxIterations = round % 2 === 0 ? 300 : 2;
    const bounded = lloyd(points, start, { maxIterations, tolerance: 0 });
    const found = lloydInTree(treeOf(points), start, { maxIterations, tolerance: 0 });
    found.centers.data.forEach((value, at) => {
      expect(value).toBeCloseTo(bounded.centers.data[at]!, 10);
    });
    const inertia = withinSumOfSquares(points, bounded.labels);
    expect(Math.abs(found.inertia / inertia - 1)).toBeLessThan(1e-10);
    if (maxIterations > 2) expect(found.converged).toBe(true);
  }
});

test('at the end every center is the mean of the points nearest to it', () => {
  const points = readPoints('iris');
  const plane = { ...points, data: points.data.filter((_, at) => at % 4 < 2), cols: 2 };
  const start = seedCenters(plane, 5, createRandom(3));
  const { centers, inertia } = lloydInTree(treeOf(plane), start, toTheEnd);
  const { labels, squaredDistances } = nearestCenters(plane, centers);
  clusterMeans(plane, labels, 5).data.forEach((value, at) => {
    expect(centers.data[at]).toBeCloseTo(value, 12);
  });
  expect(inertia).toBeCloseTo(
    squaredDistances.reduce((a, b) => a + b),
    10,
  );
});

test('centers without points move to the points farthest from a center', () => {
  // All points are nearest to 1; the centers at 1000 and 2000 have none and take 9 and then 4.
  const start = matrixOf([[1], [1000], [2000]]);
  const { centers, inertia } = lloydInTree(treeOf(matrixOf([[0], [1], [2], [4], [9]])), start, toTheEnd);
  expect(Array.from(centers.data)).toEqual([1, 9, 4]);
  expect(inertia).toBe(2);
  expect(Array.from(start.data)).toEqual([1, 1000, 2000]);
});

test('more centers than different points end, with what is left over where it was', () => {
  const { inertia, converged } = lloydInTree(
    treeOf(matrixOf([[1], [1], [5]])),
    matrixOf([[1], [1], [5], [5]]),
    toTheEnd,
  );
  expect(inertia).toBe(0);
  expect(converged).toBe(true);
});

test('a giant leaves no rounding error in the cluster that it leaves', () => {
  const points = matrixOf([...Array.from({ length: 40 }, (_, i) => [i % 4]), [1e15]]);
  const { centers, inertia } = lloydInTree(treeOf(points), matrixOf([[1], [2]]), toTheEnd);
  expect(Array.from(centers.data).sort((a, b) => a - b)).toEqual([1.5, 1e15]);
  expect(inertia).toBe(50);
});

test('four features and more are left to the bounds', () => {
  const points = readPoints('iris');
  const start = seedCenters(points, 3, createRandom(1));
  const { labels, centers } = lloyd(points, start, toTheEnd);
  expect(descentOver(points)(start, toTheEnd)).toMatchObject({
    centers,
    inertia: withinSumOfSquares(points, labels),
  });
});

test('a weight of w is w copies, and of none no point', () => {
  const random = createRandom('weights');
  for (let round = 0; round < 10; round++) {
    const points = drawCrowds(random, 150, 2);
    const counts = Array.from({ length: 150 }, () => Math.floor(random() * 4));
    const copies = matrixOf(
      counts.flatMap((count, i) => Array(count).fill(Array.from(points.data.subarray(2 * i, 2 * i + 2)))),
    );
    const start = seedCenters(copies, 4, random);
    const tree = buildKdTree(points);
    const weights = Float64Array.from(tree.samples, (i) => counts[i]!);
    const weighed = lloydInTree(weighTree(pointTree(tree), weights), start, toTheEnd);
    const copied = lloydInTree(treeOf(copies), start, toTheEnd);
    weighed.centers.data.forEach((value, at) => {
      expect(value).toBeCloseTo(copied.centers.data[at]!, 10);
    });
    expect(weighed.inertia).toBeCloseTo(copied.inertia, 8);
  }
});
