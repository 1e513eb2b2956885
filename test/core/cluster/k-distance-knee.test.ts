import { kDistanceKnee } from '../../../core/cluster/k-distance-knee.js';

test('the knee is farthest below the diagonal, by hand', () => {
  // In the unit square: (0, 0) (.25, .1) (.5, .2) (.75, .3) (1, 1): below the diagonal 0 .15 .3 .45 0.
  const { eps, share, curve } = kDistanceKnee(Float64Array.of(4, 1, 11, 3, 2));
  expect(eps).toBe(4);
  expect(share).toBe(0.8);
  expect(curve).toEqual([
    [0.2, 1],
    [0.4, 2],
    [0.6, 3],
    [0.8, 4],
    [1, 11],
  ]);
});

test('the knee of a hyperbola is where its slope is that of the diagonal', () => {
  // 1 / x for x in [.1, 1], the example of Satopaa et al., figure 2: scaled to the unit square its slope
  // is -(.9 / 9) / x², which is -1 at x = √.1.
  const distances = Float64Array.from({ length: 901 }, (_, i) => 1 / (0.1 + i / 1000));
  expect(kDistanceKnee(distances).eps).toBeCloseTo(1 / Math.sqrt(0.1), 1);
});

test('a long curve is thinned, and the first, the knee and the last are kept', () => {
  const distances = Float64Array.from({ length: 5000 }, (_, i) => (i < 4321 ? i / 5000 : i));
  const { curve, eps, share } = kDistanceKnee(distances);
  expect(curve.length).toBeLessThanOrEqual(201);
  expect(curve[0]).toEqual([1 / 5000, 0]);
  expect(curve.at(-1)).toEqual([1, 4999]);
  expect(curve).toContainEqual([share, eps]);
});

test.each([[[3]], [[3, 3, 3]], [[0, 0]]])('distances %j, all the same, are their own knee', (distances) => {
  expect(kDistanceKnee(Float64Array.from(distances)).eps).toBe(Math.max(...distances));
});
