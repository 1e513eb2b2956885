import { cholesky, invertLower } from '../../../core/cluster/cholesky.js';
import { climbLikelihood } from '../../../core/cluster/climb-likelihood.js';
import { fitGaussianMixture } from '../../../core/cluster/fit-gaussian-mixture.js';
import { logDensities, toResponsibilities } from '../../../core/cluster/gaussian-mixture.js';
import { maximize } from '../../../core/cluster/maximize.js';
import { weighRows } from '../../../core/cluster/weigh-rows.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random.js';
import { expected, matrixOf, readPoints, trueLabels } from '../metrics/reference.js';

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

test('densities and responsibilities, by hand', () => {
  // Standard normal and N(2, 4), half each, at 0: 0.5 * 0.398942 and 0.5 * 0.199471 * e^-0.5.
  const points = matrixOf([[0]]);
  const mixture = {
    weights: Float64Array.of(0.5, 0.5),
    means: matrixOf([[0], [2]]),
    covariances: Float64Array.of(1, 4),
  };
  const densities = new Float64Array(2);
  logDensities(points, mixture, densities);
  const first = 0.5 / Math.sqrt(2 * Math.PI);
  const second = (0.25 / Math.sqrt(2 * Math.PI)) * Math.exp(-0.5);
  expect(Math.exp(densities[0]!)).toBeCloseTo(first, 15);
  expect(Math.exp(densities[1]!)).toBeCloseTo(second, 15);
  expect(toResponsibilities(densities, Float64Array.of(3))).toBeCloseTo(3 * Math.log(first + second), 12);
  expect(densities[0]).toBeCloseTo(first / (first + second), 15);
});

test('points so far off that every density is 0 still have responsibilities and a likelihood', () => {
  const densities = Float64Array.of(-1e6, -2e6);
  expect(toResponsibilities(densities, Float64Array.of(1))).toBe(-1e6);
  expect(Array.from(densities)).toEqual([1, 0]);
});

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
  ...[2, 3, 4, 5, 6].map((k) => ['wine', k, k < 5 ? 100 : 200] as const),
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
  const random = createRandom('climb');
  for (let round = 0; round < 5; round++) {
    const responsibilities = Float64Array.from({ length: 3 * rows.count }, random);
    let climb = { mixture: maximize(rows.points, rows.weights, responsibilities, 0), iterations: 0 };
    let before = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < 60; step++) {
      const next = climbLikelihood(rows, climb, { maxIterations: 1, tolerance: -1, ridge: 0 });
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
  const rows = weighRows(readPoints('iris'));
  const responsibilities = Float64Array.from({ length: 2 * rows.count }, createRandom('copies'));
  const copies = [0, 1].flatMap((k) => {
    const own = Array.from(responsibilities.subarray(k * rows.count, (k + 1) * rows.count));
    return own.flatMap((value, i) => Array<number>(rows.weights[i]! + 1).fill(value));
  });
  const many = matrixOf(
    Array.from(rows.weights).flatMap((weight, i) =>
      Array<number[]>(weight + 1).fill(Array.from(rows.points.data.subarray(i * 4, i * 4 + 4))),
    ),
  );
  const weighted = maximize(
    rows.points,
    rows.weights.map((weight) => weight + 1),
    responsibilities,
    1e-6,
  );
  const copied = maximize(many, new Float64Array(many.rows).fill(1), Float64Array.from(copies), 1e-6);
  weighted.covariances.forEach((value, at) => {
    expect(value).toBeCloseTo(copied.covariances[at]!, 12);
  });
  weighted.means.data.forEach((value, at) => {
    expect(value).toBeCloseTo(copied.means.data[at]!, 12);
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
