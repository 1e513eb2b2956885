import { UMAP } from 'umap-js';
import { initialPlaces } from '../../../../core/embed/umap/initial-places.js';
import { mapNeighbours } from '../../../../core/embed/umap/map-neighbours.js';
import { umapSettings } from '../../../../core/embed/umap/umap-settings.js';
import type { Matrix } from '../../../../core/matrix/matrix.js';
import { trustworthiness } from '../../../../core/metrics/trustworthiness.js';
import { nearestOthers } from '../../../../core/neighbours/nearest-others.js';
import { createRandom } from '../../../../core/random/random.js';
import { expected, matrixOf, type Reference, readPoints, readRows } from '../../metrics/reference.js';

function mapPoints(points: Matrix, seed: number, options: Parameters<typeof umapSettings>[0] = {}): Matrix {
  const random = createRandom(seed);
  const settings = umapSettings(options);
  const start = initialPlaces(points, random);
  return mapNeighbours(nearestOthers(points, settings.nNeighbors - 1), start, random, settings);
}

/** expected.json measured the first 2,000 customers of retail. */
const firstPoints = (name: Reference) => matrixOf(readRows(name).slice(0, 2000));

test.each([
  ['iris', 15, 0.1],
  ['iris', 30, 0],
  ['wine', 15, 0.1],
  ['wine', 30, 0],
  ['retail', 30, 0],
] as const)(
  '%s with %d neighbours and minDist %d is mapped as trustworthily as by umap-learn',
  (name, nNeighbors, minDist) => {
    const points = firstPoints(name);
    const seeds = name === 'retail' ? [1] : [1, 2, 3];
    const trusts = seeds.map((seed) =>
      trustworthiness(points, mapPoints(points, seed, { nNeighbors, minDist }), 15),
    );
    const mean = trusts.reduce((a, b) => a + b, 0) / trusts.length;
    expect(mean).toBeGreaterThan(expected[name].umap_2d.trustworthiness_15 - 0.01);
  },
);

test('umap-js maps iris no better', () => {
  const points = readPoints('iris');
  const peer = new UMAP({ nNeighbors: 15, minDist: 0.1, random: createRandom(1) }).fit(readRows('iris'));
  const ours = mapPoints(points, 1, { nNeighbors: 15, minDist: 0.1 });
  expect(trustworthiness(points, ours, 15)).toBeGreaterThan(
    trustworthiness(points, matrixOf(peer), 15) - 0.005,
  );
});

test('three far groups stay three groups', () => {
  const random = createRandom(5);
  const groups = [0, 1, 2].flatMap((group) =>
    Array.from({ length: 60 }, () => [100 * group + random(), random(), -50 * group + random()]),
  );
  const places = mapPoints(matrixOf(groups), 1, {});
  const { samples, k } = nearestOthers(places, 10);
  samples.forEach((j, at) => {
    expect(Math.floor(j / 60)).toBe(Math.floor(Math.floor(at / k) / 60));
  });
});

test('the same seed gives the same bytes, another seed another map', () => {
  const points = readPoints('wine');
  expect(mapPoints(points, 1)).toEqual(mapPoints(points, 1));
  expect(mapPoints(points, 1)).not.toEqual(mapPoints(points, 2));
});
