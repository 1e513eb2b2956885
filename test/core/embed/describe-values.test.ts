import { describeValues, quantile } from '../../../core/embed/describe-values.js';

test('five values, by hand', () => {
  // Mean 3, squared deviations 4 + 1 + 1 + 0 + 16 = 22, cubes -8 - 1 - 1 + 0 + 64 = 54.
  expect(describeValues(Float64Array.of(1, 2, 2, 3, 7))).toEqual({
    min: 1,
    max: 7,
    mean: 3,
    deviation: Math.sqrt(22 / 5),
    median: 2,
    interquartileRange: 1,
    skewness: expect.closeTo(54 / 5 / (22 / 5) ** 1.5, 12),
  });
});

test('quantiles are linear between ranks, as in NumPy', () => {
  const sorted = Float64Array.of(10, 20, 30, 40);
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share))).toEqual([10, 17.5, 25, 32.5, 40]);
});

test('one value and a constant have no skewness', () => {
  expect(describeValues(Float64Array.of(4))).toMatchObject({ median: 4, deviation: 0, skewness: 0 });
});
