import { cholesky, invertLower } from '../../../core/cluster/cholesky.js';
import { climbLikelihood } from '../../../core/cluster/climb-likelihood.js';
import type { GaussianMixture } from '../../../core/cluster/component-densities.js';
import { whiten } from '../../../core/cluster/component-densities.js';
import { emStep } from '../../../core/cluster/em-step.js';
import { expBelow, leastExponent } from '../../../core/cluster/exp-below.js';
import { fitGaussianMixture } from '../../../core/cluster/fit-gaussian-mixture.js';
import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { inTreeOrder } from '../../../core/cluster/in-tree-order.js';
import { mixtureOfLabels } from '../../../core/cluster/mixture-of-labels.js';
import { pointBlocks } from '../../../core/cluster/point-blocks.js';
import { weighRows } from '../../../core/cluster/weigh-rows.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { expected, matrixOf, readPoints, readRows, trueLabels } from '../metrics/reference.js';

test('a Cholesky factor, its inverse, by hand', () => {
  // [2 0; 1 3] [2 1; 0 3] = [4 2; 2 10], inverse [1/2 0; -1/6 1/3].
  const lower = new Float64Array(4);
  cholesky(Float64Array.of(4, 2, 2, 10), 2, lower);
  expect(Array.from(lower)).toEqual([2, 0, 1, 3]);
  invertLower(lower, 2);
  expect(Array.from(lower)).toEqual([0.5, 0, expect.closeTo(-1 / 6, 15), expect.closeTo(1 / 3, 15)]);
});

test('a factor times its transpose is the matrix, and times its inverse 1', () => {
  const random = createRandom('cholesky');
  const n = 6;
  const root = Float64Array.from({ length: n * n }, random);
  const product = (a: Float64Array, b: Float64Array, transposed: boolean) =>
    Float64Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      let sum = 0;
      for (let m = 0; m < n; m++) sum += a[i * n + m]! * (transposed ? b[j * n + m]! : b[m * n + j]!);
      return sum;
    });
  const matrix = product(root, root, true);
  const lower = new Float64Array(n * n);
  cholesky(matrix, n, lower);
  product(lower, lower, true).forEach((value, at) => {
    expect(value).toBeCloseTo(matrix[at]!, 12);
  });
  const inverse = lower.slice();
  invertLower(inverse, n);
  product(lower, inverse, false).forEach((value, at) => {
    expect(value).toBeCloseTo(at % (n + 1) === 0 ? 1 : 0, 8);
  });
});

test('the likelihood and the responsibilities of a point, by hand', () => {
  // Standard normal and N(2, 4), half each, at 0: 0.5 * 0.398942 and 0.5 * 0.199471 * e^-0.5.
  const before = {
    weights: Float64Array.of(0.5, 0.5),
    means: matrixOf([[0], [2]]),
    covariances: Float64Array.of(1, 4),
  };
  const { logLikelihood, mixture } = emStep(pointBlocks(matrixOf([[0]]), Float64Array.of(3)), before, 0.5);
  const first = 0.5 / Math.sqrt(2 * Math.PI);
  const second = (0.25 / Math.sqrt(2 * Math.PI)) * Math.exp(-0.5);
  expect(logLikelihood).toBeCloseTo(3 * Math.log(first + second), 12);
  expect(mixture.weights[0]).toBeCloseTo(first / (first + second), 14);
  // Both means move onto the only point; what is left of the variances is the ridge.
  expect(mixture.means.data[1]).toBeCloseTo(0, 12);
  expect(Array.from(mixture.covariances)).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12)]);
});

test('a point so far off that every density is 0 still has responsibilities and a likelihood', () => {
  const far = {
    weights: Float64Array.of(0.5, 0.5),
    means: matrixOf([[0], [1000]]),
    covariances: Float64Array.of(1, 1),
  };
  const { logLikelihood, mixture } = emStep(pointBlocks(matrixOf([[2000]]), Float64Array.of(1)), far, 1e-6);
  expect(logLikelihood).toBeCloseTo(-500_000 - Math.log(2 * Math.sqrt(2 * Math.PI)), 8);
  expect(mixture.weights[1]).toBeCloseTo(1, 12);
});

test('the exponential agrees with Math.exp', () => {
  const random = createRandom('exp');
  const values = [0, -1e-300, -1e-9, leastExponent, ...Array.from({ length: 5000 }, () => -40 * random())];
  for (const x of values) expect(Math.abs(expBelow(x) / Math.exp(x) - 1)).toBeLessThan(4e-15);
});

/** A step as the textbook has it: every component for every point, sums around the new means. */
function plainStep({ data, rows, cols }: Matrix, weights: Float64Array, before: GaussianMixture) {
  const { whitenings, constants } = whiten(before);
  const nClusters = constants.length;
  const at = (i: number, j: number) => data[i * cols + j]!;
  const all = <T>(length: number, value: (index: number) => T) => Array.from({ length }, (_, i) => value(i));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const densities = all(rows, (i) =>
    all(nClusters, (k) => {
      const whitened = all(cols, (j) =>
        sum(
          all(
            cols,
            (m) => whitenings[(k * cols + j) * cols + m]! * (at(i, m) - before.means.data[k * cols + m]!),
          ),
        ),
      );
      return constants[k]! - sum(whitened.map((value) => value * value)) / 2;
    }),
  );
  const logSums = densities.map((row) => {
    const largest = Math.max(...row);
    return largest + Math.log(sum(row.map((value) => Math.exp(value - largest))));
  });
  const shares = densities.map((row, i) => row.map((value) => weights[i]! * Math.exp(value - logSums[i]!)));
  const sizes = all(nClusters, (k) => sum(shares.map((row) => row[k]!)));
  const means = sizes.map((size, k) =>
    all(cols, (j) => sum(shares.map((row, i) => row[k]! * at(i, j))) / size),
  );
  const covariances = sizes.map((size, k) =>
    all(cols, (j) =>
      all(
        cols,
        (m) =>
          sum(shares.map((row, i) => row[k]! * (at(i, j) - means[k]![j]!) * (at(i, m) - means[k]![m]!))) /
          size,
      ),
    ),
  );
  return {
    logLikelihood: sum(logSums.map((value, i) => weights[i]! * value)),
    weights: sizes.map((size) => size / sum(sizes)),
    means: means.flat(),
    covariances: covariances.flat(2),
  };
}

test.each([
  ['iris', 1, 3],
  ['iris', 2, 4],
  ['iris', 3, 4],
  ['iris', 4, 4],
  ['wine', 13, 3],
  ['retail', 3, 6],
  ['retail', 5, 5],
] as const)(
  'a step on %s, %d features, passing over what is too far away, is that of the textbook',
  (name, cols, k) => {
    const few = readRows(name).slice(0, 1001);
    const rows = inTreeOrder(weighRows(matrixOf(few.map((row) => row.slice(0, cols)))));
    const { labels } = fitKMeans(rows.points, k, createRandom(k));
    const start = mixtureOfLabels(rows.points, rows.weights, labels, k, 1e-6);
    const { mixture, logLikelihood } = emStep(pointBlocks(rows.points, rows.weights), start, 0);
    const plain = plainStep(rows.points, rows.weights, start);
    expect(logLikelihood / plain.logLikelihood).toBeCloseTo(1, 12);
    const scale = Math.max(...plain.covariances);
    for (const [ours, theirs] of [
      [mixture.weights, plain.weights],
      [mixture.means.data, plain.means],
      [mixture.covariances, plain.covariances],
    ] as const) {
      expect(ours).toHaveLength(theirs.length);
      ours.forEach((value, i) => {
        expect(Math.abs(value - theirs[i]!)).toBeLessThan(1e-12 * Math.max(1, scale));
      });
    }
  },
);

test('one component is the mean and the covariance', () => {
  const points = matrixOf([
    [0, 0],
    [2, 2],
    [4, 1],
    [2, 1],
  ]);
  const { mixture, labels } = fitGaussianMixture(points, 1, createRandom(1), { ridge: 0 });
  expect(Array.from(mixture.means.data)).toEqual([expect.closeTo(2, 12), expect.closeTo(1, 12)]);
  // Deviations (-2, -1), (0, 1), (2, 0), (0, 0).
  const covariances = [2, 0.5, 0.5, 0.5].map((value) => expect.closeTo(value, 12));
  expect(Array.from(mixture.covariances)).toEqual(covariances);
  expect(Array.from(labels)).toEqual([0, 0, 0, 0]);
});

const known = [
  ...[2, 3, 4, 5, 6].map((k) => ['iris', k, 30] as const),
  // Thirteen features of 178 wines: so rugged that many starts are needed to meet the best of theirs.
  ...[2, 3, 4, 5, 6].map((k) => ['wine', k, k < 4 ? 100 : 200] as const),
  ...[2, 3, 4, 5].map((k) => ['retail', k, 10] as const),
  ['retail', 6, 50] as const,
];

test.each(known)(
  '%s, k = %d: likelihood and criteria of %d starts are not worse than scikit-learn',
  (name, k, starts) => {
    const points = readPoints(name);
    const fit = fitGaussianMixture(points, k, createRandom(`known/${k}`), { starts });
    const reference = expected[name].gmm_full[k];
    expect(fit.logLikelihood / points.rows).toBeGreaterThan(reference.mean_log_likelihood_best_of_30 - 1e-3);
    expect(fit.converged).toBe(true);
    // The criteria differ from the reference by what the likelihood differs.
    const gain = 2 * (fit.logLikelihood - points.rows * reference.mean_log_likelihood_best_of_30);
    expect(fit.bic + gain).toBeCloseTo(reference.bic, 5);
    expect(fit.aic + gain).toBeCloseTo(reference.aic, 5);
  },
);

test("two components tell iris' setosa from the others", () => {
  const { labels } = fitGaussianMixture(readPoints('iris'), 2, createRandom(1));
  expect(
    adjustedRandIndex(
      labels,
      trueLabels('iris').map((species) => Math.min(species, 1)),
    ),
  ).toBe(1);
});

test('without a ridge the likelihood never falls', () => {
  const rows = weighRows(readPoints('iris'));
  const blocks = pointBlocks(rows.points, rows.weights);
  const random = createRandom('climb');
  for (let round = 0; round < 5; round++) {
    const labels = Int32Array.from({ length: rows.count }, () => Math.floor(3 * random()));
    let climb = { mixture: mixtureOfLabels(rows.points, rows.weights, labels, 3, 0), iterations: 0 };
    let before = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < 60; step++) {
      const next = climbLikelihood(blocks, climb, { maxIterations: 1, tolerance: -1, ridge: 0 });
      expect(next.logLikelihood).toBeGreaterThan(before - 1e-9);
      before = next.logLikelihood;
      climb = next;
    }
  }
});

test('simulated parameters come back', () => {
  const random = createRandom('simulated');
  const points = matrixOf(
    Array.from({ length: 4000 }, (_, i) => {
      const x = drawNormal(random);
      const y = drawNormal(random);
      return i % 4 === 0 ? [x, 5 + 0.5 * x + y] : [3 * x - 8, y];
    }),
  );
  const { mixture } = fitGaussianMixture(points, 2, random);
  const small = mixture.weights[0]! < 0.5 ? 0 : 1;
  expect(mixture.weights[small]).toBeCloseTo(0.25, 2);
  const near = (actual: Float64Array, truth: number[]) =>
    actual.forEach((value, at) => {
      expect(Math.abs(value - truth[at]!)).toBeLessThan(0.4);
    });
  near(mixture.means.data.slice(2 * small, 2 * small + 2), [0, 5]);
  near(mixture.covariances.slice(4 * small, 4 * small + 4), [1, 0.5, 0.5, 1.25]);
  near(mixture.covariances.slice(4 - 4 * small, 8 - 4 * small), [9, 0, 0, 1]);
});

test('weight w equals w copies', () => {
  const points = readPoints('iris');
  const labels = trueLabels('iris');
  const weights = Float64Array.from(labels, (_, i) => 1 + (i % 3));
  const copies = Array.from(weights).flatMap((weight, i) => Array<number>(weight).fill(i));
  const many = matrixOf(copies.map((i) => Array.from(points.data.subarray(4 * i, 4 * i + 4))));
  const start = mixtureOfLabels(points, weights, labels, 3, 1e-6);
  const weighted = emStep(pointBlocks(points, weights), start, 1e-6);
  const copied = emStep(pointBlocks(many, new Float64Array(many.rows).fill(1)), start, 1e-6);
  expect(weighted.logLikelihood).toBeCloseTo(copied.logLikelihood, 9);
  weighted.mixture.covariances.forEach((value, at) => {
    expect(value).toBeCloseTo(copied.mixture.covariances[at]!, 12);
  });
  weighted.mixture.means.data.forEach((value, at) => {
    expect(value).toBeCloseTo(copied.mixture.means.data[at]!, 12);
  });
});

test('a giant outlier gets a component of its own, and nothing is NaN', () => {
  const points = matrixOf([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [0.5, 0.2],
    [1e15, 1e15],
  ]);
  const { labels, logLikelihood, mixture } = fitGaussianMixture(points, 2, createRandom(1));
  expect(labels.filter((label) => label === labels[5])).toHaveLength(1);
  expect(Number.isFinite(logLikelihood)).toBe(true);
  expect(mixture.covariances.every(Number.isFinite)).toBe(true);
});

test('running out of steps is said', () => {
  const { converged } = fitGaussianMixture(readPoints('iris'), 4, createRandom(1), { maxIterations: 2 });
  expect(converged).toBe(false);
});

test.each([0, 3, 1.5, Number.NaN])('%d components of two distinct samples are refused', (k) => {
  expect(() => fitGaussianMixture(matrixOf([[0], [0], [1]]), k, createRandom(1))).toThrow(
    new RangeError(`nClusters must be an integer in [1, distinct samples]; got ${k} (2 distinct)`),
  );
});

test.each([{ starts: 0 }, { ridge: -1 }, { ridge: Number.NaN }])('%o is refused', (options) => {
  expect(() => fitGaussianMixture(matrixOf([[0], [1]]), 1, createRandom(1), options)).toThrow(RangeError);
});
