import { describe as describeValues, medianOfSorted } from '../../../core/statistics/describe.js';

test('describes 1, 2, 3, 10 as a spreadsheet does', () => {
  // Distances from the mean of 4 are -3 -2 -1 6: squares sum to 50, cubes to 180, fourth powers to 1394.
  const { mean, std, skew, kurtosis, ...rest } = describeValues(Float64Array.of(10, 3, 1, 2));
  expect(rest).toEqual({ count: 4, missing: 0, min: 1, max: 10, range: 9, median: 2.5 });
  expect(mean).toBe(4);
  expect(std).toBeCloseTo(Math.sqrt(50 / 3), 12);
  expect(skew).toBeCloseTo((180 / 4 / 12.5 ** 1.5) * (Math.sqrt(4 * 3) / 2), 12);
  const excess = 1394 / 4 / 12.5 ** 2 - 3;
  expect(kurtosis).toBeCloseTo((3 / (2 * 1)) * (5 * excess + 6), 12);
});

test('NaN is missing', () => {
  expect(describeValues(Float64Array.of(Number.NaN, 5, Number.NaN))).toEqual({
    count: 1,
    missing: 2,
    min: 5,
    max: 5,
    range: 0,
    mean: 5,
    median: 5,
    std: null,
    skew: null,
    kurtosis: null,
  });
});

test('without a value everything but the counts is null', () => {
  expect(describeValues(Float64Array.of(Number.NaN))).toMatchObject({
    count: 0,
    missing: 1,
    min: null,
    mean: null,
  });
});

test('without spread there is neither skew nor kurtosis', () => {
  expect(describeValues(Float64Array.of(3, 3, 3, 3))).toMatchObject({ std: 0, skew: null, kurtosis: null });
});

test('the order of the values does not matter, to the last bit', () => {
  const values = Float64Array.of(0.1, 1e9, 0.7, -3.3, 1e-9);
  expect(describeValues(values.slice().reverse())).toEqual(describeValues(values));
});

test('the median of an even number of values lies between the middle two', () => {
  expect(medianOfSorted(Float64Array.of(1, 2, 4, 100))).toBe(3);
});
