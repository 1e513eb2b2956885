import { recover } from '../../../core/choice/recover.js';
import { refitHalf } from '../../../core/choice/refit-half.js';
import { createRandom } from '../../../core/random/random.js';
import { defaultRules, type Model, models } from '../../../core/rules/rules.js';

const rules = defaultRules.segmentation;

/** Three clouds of 100 points each, `apart` from each other. */
function clouds(apart: number) {
  const random = createRandom(3);
  const labels = Int32Array.from({ length: 300 }, (_, i) => i % 3);
  const data = new Float64Array(600);
  labels.forEach((label, i) => {
    data[2 * i] = random() + apart * label;
    data[2 * i + 1] = random() + apart * (label % 2);
  });
  return { labels, points: { data, rows: 300, cols: 2 } };
}

const recovery = (model: Model, apart: number, index: number) => {
  const { labels, points } = clouds(apart);
  return recover(labels, refitHalf(points, { model, k: 3, rules, seed: `1/${index}` }));
};

const others = models.filter((model) => model !== 'dbscan');

test.each(others)(
  '%s finds clouds that stand apart again in half of their points, for all of them',
  (model) => {
    for (const index of [0, 1, 2]) {
      const { adjustedRandIndex, overlaps } = recovery(model, 10, index);
      expect(adjustedRandIndex).toBe(1);
      expect(Array.from(overlaps)).toEqual([1, 1, 1]);
    }
  },
);

test('dbscan, whose eps is that of the half, keeps the clouds apart', () => {
  // The sparser half can fall into more pieces, but no piece is of two clouds: nobody's best overlap is low.
  for (const index of [0, 1, 2]) {
    const { adjustedRandIndex, overlaps } = recovery('dbscan', 10, index);
    expect(adjustedRandIndex).toBeGreaterThan(0.7);
    expect(Math.min(...overlaps)).toBeGreaterThan(0.5);
  }
});

test('groups that are none come back otherwise each time', () => {
  const found = [0, 1, 2, 3].map((index) => recovery('kmeans', 0, index));
  expect(Math.max(...found.map(({ adjustedRandIndex }) => adjustedRandIndex))).toBeLessThan(0.1);
  expect(Math.max(...found.flatMap(({ overlaps }) => Array.from(overlaps)))).toBeLessThan(0.5);
});

test('the same seed gives the same labels, another one another half', () => {
  const { points } = clouds(0.5);
  const labels = (seed: string) => refitHalf(points, { model: 'kmeans', k: 5, rules, seed });
  expect(labels('a')).toEqual(labels('a'));
  expect(labels('a')).not.toEqual(labels('b'));
});

test('a half with fewer different points than segments gives none of them back', () => {
  const points = { data: Float64Array.of(1, 2, 3, 4, 5, 6), rows: 6, cols: 1 };
  const { adjustedRandIndex } = recover(
    Int32Array.of(0, 1, 2, 3, 4, 4),
    refitHalf(points, { model: 'kmeans', k: 5, rules, seed: '1' }),
  );
  expect(adjustedRandIndex).toBe(0);
});

test('customers in no segment do not count', () => {
  const { adjustedRandIndex, overlaps } = recover(
    Int32Array.of(0, 0, 1, 1, -1, -1),
    Int32Array.of(0, 0, 1, 1, 0, 1),
  );
  expect(adjustedRandIndex).toBe(1);
  expect(Array.from(overlaps)).toEqual([1, 1]);
});
