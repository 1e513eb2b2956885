import { robustScale } from '../../../core/statistics/robust-scale.js';

test('spread is the median absolute deviation, scaled to a standard deviation', () => {
  // Median 3, deviations 2 1 0 1 97 of median 1.
  expect(robustScale(Float64Array.of(1, 2, 3, 4, 100))).toEqual({ median: 3, spread: 1.4826 });
});

test('where more than half of the values are equal the mean absolute deviation stands in', () => {
  // Median 5, deviations 0 0 0 10 of median 0 and mean 2.5.
  expect(robustScale(Float64Array.of(5, 5, 5, 15))).toEqual({ median: 5, spread: 1.2533 * 2.5 });
});

test('equal values have no spread', () => {
  expect(robustScale(Float64Array.of(5, 5))).toEqual({ median: 5, spread: 0 });
});
