import { drawTrainingRows } from '../../../core/embed/draw-training-rows.js';
import { createRandom } from '../../../core/random/random.js';

test('the extremes are in the sample, once, and it is rising', () => {
  const rows = Array.from(drawTrainingRows(10_000, 200, [9999, 7, 7, 5000], createRandom(1)));
  expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
  expect(rows).toEqual(expect.arrayContaining([7, 5000, 9999]));
  expect(rows.length).toBeGreaterThan(190);
  expect(rows.length).toBeLessThanOrEqual(200);
});

test('where there are no more, all are in it', () => {
  expect(Array.from(drawTrainingRows(5, 5, [], createRandom(1)))).toEqual([0, 1, 2, 3, 4]);
});

test('the same seed draws the same rows', () => {
  const draw = (seed: number) => drawTrainingRows(1000, 50, [1], createRandom(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});
