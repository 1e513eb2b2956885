import { fitPca } from '../../../core/embed/fit-pca.js';
import { project } from '../../../core/embed/project.js';
import { symmetricEigen } from '../../../core/embed/symmetric-eigen.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { createRandom } from '../../../core/random/random.js';
import { expected, matrixOf, readPoints } from '../metrics/reference.js';

test('three points on a diagonal, by hand', () => {
  // (-1, -1), (0, 0), (1, 1): all variance, (2 + 0 + 2) / 2 = 2, along (1, 1) / sqrt(2).
  const points = matrixOf([
    [-1, -1],
    [0, 0],
    [1, 1],
  ]);
  const pca = fitPca(points);
  expect(pca.explainedVariance[0]).toBeCloseTo(2, 14);
  expect(pca.explainedVarianceRatio[0]).toBeCloseTo(1, 14);
  expect(pca.components[0]![0]).toBeCloseTo(Math.SQRT1_2, 14);
  expect(pca.components[0]![1]).toBeCloseTo(Math.SQRT1_2, 14);
  expect(project(pca, points).data[4]).toBeCloseTo(Math.SQRT2, 14);
});

test.each(['iris', 'wine', 'retail'] as const)('scikit-learn agrees on %s to 1e-8', (name) => {
  const { explained_variance, explained_variance_ratio, components_up_to_sign } = expected[name].pca;
  const pca = fitPca(readPoints(name), { variance: 1 });
  explained_variance.forEach((value: number, c: number) => {
    expect(Math.abs(pca.explainedVariance[c]! - value)).toBeLessThan(1e-8);
    expect(Math.abs(pca.explainedVarianceRatio[c]! - explained_variance_ratio[c])).toBeLessThan(1e-8);
  });
  (components_up_to_sign as number[][]).slice(0, pca.components.length).forEach((component, c) => {
    const dot = component.reduce((sum, loading, j) => sum + loading * pca.components[c]![j]!, 0);
    component.forEach((loading, j) => {
      expect(Math.abs(pca.components[c]![j]! - Math.sign(dot) * loading)).toBeLessThan(1e-8);
    });
  });
});

test.each([
  // Cumulative shares of iris: .730, .958; of wine .362, .554, .665, .736, .802, .851, .893, .928, .952... (scikit-learn)
  ['iris', 0.95, 2],
  ['iris', 0.1, 2],
  ['iris', 0.96, 3],
  ['wine', 0.5, 2],
  ['wine', 0.8, 5],
] as const)('%s keeps for %d of the variance %d components', (name, variance, count) => {
  expect(fitPca(readPoints(name), { variance }).components).toHaveLength(count);
});

test('the largest loading of every component is positive, the first of equal ones', () => {
  for (const component of fitPca(readPoints('wine'), { variance: 1 }).components) {
    expect(Math.max(...component)).toBe(Math.max(...component.map(Math.abs)));
  }
  const [across] = fitPca(
    matrixOf([
      [-1, 1],
      [0, 0],
      [1, -1],
    ]),
  ).components;
  expect(across![0]).toBeCloseTo(Math.SQRT1_2, 14);
  expect(across![1]).toBeCloseTo(-Math.SQRT1_2, 14);
});

test('projected columns have the explained variances and do not correlate', () => {
  const points = readPoints('wine');
  const pca = fitPca(points, { variance: 1 });
  const { data, rows, cols } = project(pca, points);
  for (let a = 0; a < cols; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += data[i * cols + a]! * data[i * cols + b]!;
      expect(sum / (rows - 1)).toBeCloseTo(a === b ? pca.explainedVariance[a]! : 0, 10);
    }
  }
});

test('one feature is one component; equal points have no variance and no NaN', () => {
  expect(fitPca(matrixOf([[1], [2], [4]])).components).toEqual([[1]]);
  const same = fitPca(
    matrixOf([
      [3, 3],
      [3, 3],
    ]),
  );
  expect(same.explainedVarianceRatio).toEqual([0, 0]);
  expect(Array.from(project(same, matrixOf([[3, 3]])).data)).toEqual([0, 0]);
});

test('one sample has no covariance', () => {
  expect(() => fitPca(matrixOf([[1, 2]]))).toThrow(new RangeError('PCA needs at least 2 samples; got 1'));
});

test('points of other features than the fit are refused', () => {
  expect(() => project(fitPca(readPoints('iris')), matrixOf([[1]]))).toThrow(RangeError);
});

test.each([1, 2, 7, 30, 64])('the eigenvectors of a random symmetric %d × %d matrix give it back', (n) => {
  const random = createRandom(`eigen/${n}`);
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      data[i * n + j] = random() - 0.5;
      data[j * n + i] = data[i * n + j]!;
    }
  }
  const { values, vectors } = symmetricEigen({ data, rows: n, cols: n });
  expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => b - a));
  expect(largestDifference(rebuild(values, vectors), data)).toBeLessThan(1e-12);
  expect(largestDifference(rebuild(new Float64Array(n).fill(1), vectors), identity(n))).toBeLessThan(1e-12);
});

test('a diagonal matrix and one of rank 1 come out exactly', () => {
  expect(
    Array.from(
      symmetricEigen(
        matrixOf([
          [1, 0],
          [0, 3],
        ]),
      ).values,
    ),
  ).toEqual([3, 1]);
  const { values } = symmetricEigen(
    matrixOf([
      [1, 2, 0],
      [2, 4, 0],
      [0, 0, 0],
    ]),
  );
  expect(values[0]).toBeCloseTo(5, 14);
  expect(Math.abs(values[1]!)).toBeLessThan(1e-14);
  expect(Math.abs(values[2]!)).toBeLessThan(1e-14);
});

const identity = (n: number) => Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));

/** Sum over the eigenvalues of value × vector × vector'. */
function rebuild(values: Float64Array, { data: v, rows: n }: Matrix): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return values.reduce((sum, value, e) => sum + value * v[e * n + i]! * v[e * n + j]!, 0);
  });
}

const largestDifference = (a: Float64Array, b: Float64Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
