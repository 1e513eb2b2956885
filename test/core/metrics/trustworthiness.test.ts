import { trustworthiness } from '../../../core/metrics/trustworthiness.js';
import { createRandom } from '../../../core/random/random.js';
import { matrixOf, readPoints } from './reference.js';

const line = (...values: number[]) => matrixOf(values.map((value) => [value]));

test('four points by hand', () => {
  // Nearest in the map: 0 -> 2, 1 -> 3, 2 -> 0, 3 -> 1; in the data those rank 2, 3, 2, 2: 1 + 2 + 1 + 1 too far.
  // 1 - 2 / (4 * 1 * (2 * 4 - 3 * 1 - 1)) * 5 = 0.375
  expect(trustworthiness(line(0, 1, 3, 7), line(0, 5, 1, 6), 1)).toBe(0.375);
});

test("five points of scikit-learn's own test, full of ties", () => {
  expect(trustworthiness(line(0, 1, 2, 3, 4), line(0, 2, 4, 1, 3), 1)).toBeCloseTo(0.2, 12);
});

test('a map that keeps the order of all distances is trusted entirely', () => {
  const wine = readPoints('wine');
  const doubled = { ...wine, data: wine.data.map((value) => 2 * value + 3) };
  expect(trustworthiness(wine, doubled, 15)).toBe(1);
});

test('a map at random is trusted about half', () => {
  const wine = readPoints('wine');
  const random = createRandom(1);
  const places = { data: Float64Array.from({ length: 2 * wine.rows }, random), rows: wine.rows, cols: 2 };
  expect(trustworthiness(wine, places, 15)).toBeGreaterThan(0.45);
  expect(trustworthiness(wine, places, 15)).toBeLessThan(0.55);
});

test.each([0, 1.5, 2])('%d neighbours of four points are refused', (k) => {
  expect(() => trustworthiness(line(0, 1, 2, 3), line(0, 1, 2, 3), k)).toThrow(
    new RangeError(`k must be an integer in [1, nSamples / 2); got ${k} (nSamples = 4)`),
  );
});
