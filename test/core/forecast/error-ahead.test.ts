import {
  chanceOf,
  errorAhead,
  expectedError,
  intervalAround,
  type Offered,
} from '../../../core/forecast/error-ahead.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { studentQuantile } from '../../../core/statistics/student-quantile.js';

const offered = (error: number, chance = 0, years = 2): Offered => ({
  ...{ forecast: 100, actual: 100 * Math.exp(error), chance, years },
});

// SciPy 1.17.1: stats.t.ppf.
test.each([
  [0.8, 6, 0.9057032851805317],
  [0.9, 6, 1.4397557472651483],
  [0.95, 7.5, 1.8757474792112878],
  [0.9, 10, 1.372183641110336],
  [0.95, 30, 1.697260886593957],
])(
  'Student’s t is below the %p quantile of %p degrees of freedom as SciPy says',
  (share, freedom, expected) => {
    expect(Math.abs(studentQuantile(share, freedom) - expected)).toBeLessThan(1e-3);
  },
);

test('before any forecast has come to its end the error is that of other shops, less where a season is known', () => {
  expect(errorAhead([], 0.5, 3).variance).toBeCloseTo(0.25 ** 2, 12);
  expect(errorAhead([], 1.5, 3).variance).toBeCloseTo(0.15 ** 2, 12);
  expect(errorAhead([], 3, 3).variance).toBeCloseTo(0.13 ** 2, 12);
});

test('forecasts that were far off make the next interval wide, and what chance explains does not count', () => {
  const far = Array.from({ length: 30 }, (_, i) => offered(i % 2 === 0 ? 0.6 : -0.6));
  expect(Math.sqrt(errorAhead(far, 2, 1).variance)).toBeCloseTo(0.574, 2);
  const byChance = far.map((one) => ({ ...one, chance: 0.36 }));
  expect(errorAhead(byChance, 2, 1).variance).toBeLessThan(0.13 ** 2);
});

test('an interval holds as many outcomes as it promises, and the error is the one that was to be expected', () => {
  const random = createRandom(4);
  let covered = 0;
  let size = 0;
  let claimed = 0;
  const [trials, chance] = [3000, 0.01];
  for (let trial = 0; trial < trials; trial++) {
    const deviation = Math.hypot(0.13, Math.sqrt(chance));
    const past = Array.from({ length: 12 }, () => offered(deviation * drawNormal(random), chance));
    const ahead = errorAhead(past, 2, 1);
    const { low, high } = intervalAround(100, ahead, chance, 0.8);
    const actual = 100 * Math.exp(deviation * drawNormal(random));
    covered += Number(low <= actual && actual <= high);
    size += Math.abs(100 / actual - 1);
    claimed += expectedError(ahead, chance);
  }
  expect(Math.abs(covered / trials - 0.8)).toBeLessThan(0.03);
  expect(Math.abs(claimed / size - 1)).toBeLessThan(0.05);
});

test('few orders that are uneven bring anything, many even ones what they bring', () => {
  // 4 equal orders of a Poisson number: a deviation of 1 / sqrt(4) of their mean.
  expect(chanceOf(4, 1)).toBeCloseTo(Math.log(1.25), 12);
  expect(chanceOf(4000, 1)).toBeLessThan(chanceOf(4000, 5));
  expect(chanceOf(0, 3)).toBe(0);
});
