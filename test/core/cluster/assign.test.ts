import { assign } from '../../../core/cluster/assign.js';
import { fitModel } from '../../../core/cluster/fit-model.js';
import { weighRows } from '../../../core/cluster/weigh-rows.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { defaultRules, type Model } from '../../../core/rules/rules.js';
import { matrixOf, readPoints } from '../metrics/reference.js';

const fitTo = (model: Model, points: Matrix, ks: readonly number[]) =>
  fitModel(model, points, ks, {
    rules: defaultRules.segmentation,
    randomOf: (k) => createRandom(`assign/${k}`),
    onFit: () => {},
  });

/** As it comes back from the file that a run keeps. */
const stored = <T>(document: T): T => JSON.parse(JSON.stringify(document));

test.each<Model>(['kmeans', 'gmm', 'kmedoids'])(
  '%s: the stored model gives the samples it was fitted to their labels',
  (model) => {
    for (const name of ['iris', 'wine'] as const) {
      const points = readPoints(name);
      for (const { labels, fitted } of fitTo(model, points, [2, 3, 6])) {
        expect(assign(stored(fitted), { points, labels }, points)).toEqual(labels);
      }
    }
  },
);

const corners = [
  [0, 0, 0],
  [9, 0, 4],
  [0, 9, -4],
];
const random = createRandom('groups');
const groups = Array.from({ length: 500 }, (_, i) => corners[i % 3]!.map((x) => x + drawNormal(random)));

test.each<Model>(['kmeans', 'gmm', 'ward', 'kmedoids', 'hdbscan'])(
  '%s: fitted to four fifths of three groups, the last fifth goes where a fit to all puts it',
  (model) => {
    const all = matrixOf(groups);
    const training = matrixOf(groups.slice(0, 400));
    const queries = matrixOf(groups.slice(400));
    const [part] = fitTo(model, training, [3]);
    const [whole] = fitTo(model, all, [3]);
    const assigned = assign(stored(part!.fitted), { points: training, labels: part!.labels }, queries);
    const truth = whole!.labels.slice(400);
    const inSegments = (labels: Int32Array) => labels.filter((_, i) => truth[i]! >= 0);
    expect(inSegments(truth).length).toBeGreaterThan(80);
    expect(adjustedRandIndex(inSegments(assigned), inSegments(truth))).toBeGreaterThan(0.95);
  },
);

test.each<Model>(['kmeans', 'gmm', 'kmedoids'])('%s: samples of other features are refused', (model) => {
  const points = readPoints('iris');
  const [{ fitted, labels }] = fitTo(model, points, [2]) as [ReturnType<typeof fitTo>[number]];
  expect(() => assign(fitted, { points, labels }, matrixOf([[1, 2]]))).toThrow(RangeError);
});

test('distinct rows have the weight of their copies', () => {
  const { ids, points, weights, count } = weighRows(
    matrixOf([
      [1, 0],
      [2, 5],
      [1, -0],
      [1, 0],
    ]),
  );
  expect(count).toBe(2);
  expect(Array.from(ids)).toEqual([0, 1, 0, 0]);
  expect(Array.from(points.data)).toEqual([1, 0, 2, 5]);
  expect(Array.from(weights)).toEqual([3, 1]);
});
