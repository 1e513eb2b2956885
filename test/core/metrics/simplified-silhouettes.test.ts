import { simplifiedSilhouettes } from '../../../core/metrics/simplified-silhouettes.js';

test('the distance to the own center is set against that to the nearest other one', () => {
  const points = { data: Float64Array.of(1, 4, 9, 2), rows: 4, cols: 1 };
  const centers = { data: Float64Array.of(0, 10, 30), rows: 3, cols: 1 };
  const values = simplifiedSilhouettes(points, Int32Array.of(0, 1, 1, -1), centers);
  // 1: 1 from its own, 9 from the nearest other: 8/9. 4: 6 and 4: -2/6. 9: 1 and 9: 8/9. Noise has none.
  expect(Array.from(values)).toEqual([8 / 9, -2 / 6, 8 / 9, Number.NaN]);
});

test('a point on two centers sits in neither better', () => {
  const points = { data: Float64Array.of(3), rows: 1, cols: 1 };
  const centers = { data: Float64Array.of(3, 3), rows: 2, cols: 1 };
  expect(simplifiedSilhouettes(points, Int32Array.of(0), centers)[0]).toBe(0);
});
