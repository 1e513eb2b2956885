import { type Clustering, fitModel } from '../../../core/cluster/fit-model.js';
import { scoreClusterings } from '../../../core/cluster/score-clusterings.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { createRandom } from '../../../core/random/random.js';
import { defaultRules, type Model, models } from '../../../core/rules/rules.js';

const random = createRandom('contract');
const noise = () => random() + random() + random() - 1.5;

function samples(n: number, cols: number, value: (i: number, j: number) => number): Matrix {
  return {
    data: Float64Array.from({ length: n * cols }, (_, at) => value(Math.floor(at / cols), at % cols)),
    rows: n,
    cols,
  };
}

const corners = [
  [0, 0],
  [20, 0],
  [0, 20],
];
const threeGroups = samples(300, 2, (i, j) => corners[i % 3]![j]! + noise());

/** Points of every kind that customers come in, and the numbers of segments that they allow. */
const sets: readonly (readonly [string, Matrix, readonly number[]])[] = [
  ['three groups', threeGroups, [2, 3, 4]],
  ['a cloud', samples(200, 3, noise), [2, 5]],
  ['a constant feature', samples(120, 2, (i, j) => (j === 0 ? 3 : (i % 2) * 9 + noise())), [2, 3]],
  ['three values, forty times each', samples(120, 2, (i) => i % 3), [2, 3]],
  ['one giant outlier', samples(150, 2, (i, j) => (i === 149 ? 1e9 : corners[i % 3]![j]! + noise())), [2, 4]],
  ['a hundred thousand samples in two places', samples(100_000, 2, (i) => i % 2), [2]],
  ['three samples', samples(3, 2, (i, j) => i * 2 + j), [2]],
];

const fitSet = (model: Model, points: Matrix, ks: readonly number[]): Clustering[] =>
  fitModel(model, points, ks, {
    rules: defaultRules.segmentation,
    randomOf: (k) => createRandom(`contract/${model}/${k}`),
    onFit: () => {},
  });

describe.each(models)('%s', (model) => {
  test.each(sets)(
    'on %s: every sample in a cluster or noise, no cluster empty, plain finite JSON',
    (_, points, ks) => {
      for (const { labels, fitted } of fitSet(model, points, ks)) {
        expect(labels).toHaveLength(points.rows);
        const used = new Set(labels);
        used.delete(-1);
        expect([...used].sort((a, b) => a - b)).toEqual(Array.from({ length: fitted.k }, (_, k) => k));
        expect(fitted.model).toBe(model);
        expect(JSON.parse(JSON.stringify(fitted))).toEqual(fitted);
      }
    },
  );

  test.each(sets)('on %s: every measure is a number', (_, points, ks) => {
    const clusterings = fitSet(model, points, ks).filter(({ fitted }) => fitted.k >= 2);
    for (const row of scoreClusterings('scaled', points, points, clusterings)) {
      expect(Object.entries(row).filter(([, value]) => Number.isNaN(value))).toEqual([]);
      expect(row.sizes.reduce((a, b) => a + b) / points.rows + row.noiseShare).toBeCloseTo(1, 12);
    }
  });

  test('the same seed gives the same bytes', () => {
    expect(fitSet(model, threeGroups, [3])).toEqual(fitSet(model, threeGroups, [3]));
  });

  test('permuting rows permutes labels', () => {
    // 7 and 300 have no common divisor, so that this takes every row once.
    const permuted = samples(300, 2, (i, j) => threeGroups.data[((7 * i) % 300) * 2 + j]!);
    const [given] = fitSet(model, threeGroups, [3]);
    const [other] = fitSet(model, permuted, [3]);
    const back = given!.labels.map((_, i) => given!.labels[(7 * i) % 300]!);
    expect(adjustedRandIndex(other!.labels, back)).toBe(1);
  });

  test('groups that are far apart are told apart', () => {
    const truth = Int32Array.from({ length: 300 }, (_, i) => i % 3);
    const [three] = fitSet(model, threeGroups, [3]);
    expect(three!.fitted.k).toBe(3);
    const clustered = truth.filter((_, i) => three!.labels[i] !== -1);
    expect(clustered.length).toBeGreaterThanOrEqual(0.9 * 300);
    expect(
      adjustedRandIndex(
        three!.labels.filter((label) => label !== -1),
        clustered,
      ),
    ).toBe(1);
  });
});

describe.each<Model>(['kmeans', 'gmm', 'ward', 'kmedoids'])('%s', (model) => {
  test('samples twice over are clustered as once, copies together', () => {
    const twice = samples(600, 2, (i, j) => threeGroups.data[(i % 300) * 2 + j]!);
    const [once] = fitSet(model, threeGroups, [3]);
    const { labels } = fitSet(model, twice, [3])[0]!;
    expect(labels.slice(300)).toEqual(labels.slice(0, 300));
    expect(adjustedRandIndex(labels.slice(0, 300), once!.labels)).toBe(1);
  });

  test('a fit does not depend on the other numbers of segments', () => {
    expect(fitSet(model, threeGroups, [3])[0]).toEqual(fitSet(model, threeGroups, [2, 3, 4])[1]);
  });
});
