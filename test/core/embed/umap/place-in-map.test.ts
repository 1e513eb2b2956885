import { placeInMap } from '../../../../core/embed/umap/place-in-map.js';
import { umapSettings } from '../../../../core/embed/umap/umap-settings.js';
import type { Neighbours } from '../../../../core/neighbours/nearest-neighbours.js';
import { matrixOf } from '../../metrics/reference.js';

const places = matrixOf([
  [0, 0],
  [4, 0],
  [2, 6],
]);
const neighboursOf = (samples: number[], distances: number[]): Neighbours => ({
  k: samples.length,
  samples: Int32Array.from(samples),
  distances: Float64Array.from(distances),
});
const place = (samples: number[], distances: number[]) =>
  Array.from(placeInMap(neighboursOf(samples, distances), places, umapSettings()).data);

test('between two equally near ones is the middle', () => {
  expect(place([0, 1], [3, 3])).toEqual([2, 0]);
});

test('the nearer one weighs more, by hand', () => {
  // Two neighbours and the row itself: the second weighs log2(3) - 1 = .585 beside 1, so x = 4 * .585 / 1.585.
  const [x, y] = place([0, 1], [1, 2]);
  expect(x).toBeCloseTo((4 * (Math.log2(3) - 1)) / Math.log2(3), 6);
  expect(y).toBe(0);
});

test('a row equal to a known one is at its place, whoever else is near', () => {
  expect(place([2, 0, 1], [0, 1e-9, 1])).toEqual([2, 6]);
});

test('a row that has no neighbours is in the middle of the map', () => {
  expect(place([0, 0], [Infinity, Infinity])).toEqual([2, 2]);
});
