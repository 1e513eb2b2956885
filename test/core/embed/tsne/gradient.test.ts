import { affinities } from '../../../../core/embed/tsne/affinities.js';
import { descend } from '../../../../core/embed/tsne/descend.js';
import { divergence, gradient } from '../../../../core/embed/tsne/gradient.js';
import { buildPlaceTree, refitPlaceTree } from '../../../../core/embed/tsne/place-tree.js';
import { tsneSettings } from '../../../../core/embed/tsne/tsne-settings.js';
import { initialPlaces } from '../../../../core/embed/umap/initial-places.js';
import type { Matrix } from '../../../../core/matrix/matrix.js';
import { nearestOthers } from '../../../../core/neighbours/nearest-others.js';
import { drawNormal } from '../../../../core/random/draw-normal.js';
import { createRandom } from '../../../../core/random/random.js';
import { matrixOf, readRows } from '../../metrics/reference.js';

function randomPlaces(rows: number, seed: number, width = 1): Matrix {
  const random = createRandom(seed);
  return { data: Float64Array.from({ length: 2 * rows }, () => width * drawNormal(random)), rows, cols: 2 };
}

/** All pairs of 40 flowers. */
const flowers = matrixOf(readRows('iris').filter((_, i) => i % 4 === 1));
const graph = affinities(nearestOthers(flowers, flowers.rows - 1), 10);

/** Z of every pair, one by one. */
function nearnessOfAll({ data, rows }: Matrix): number {
  let z = 0;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++)
      if (i !== j)
        z += 1 / (1 + (data[2 * i]! - data[2 * j]!) ** 2 + (data[2 * i + 1]! - data[2 * j + 1]!) ** 2);
  return z;
}

test('the gradient is that of the divergence, by finite differences', () => {
  const places = randomPlaces(flowers.rows, 1);
  const slopes = new Float64Array(places.data.length);
  const z = gradient(graph, places, buildPlaceTree(places), { angle: 0, exaggeration: 1 }, slopes);
  expect(z).toBeCloseTo(nearnessOfAll(places), 9);
  const at = (coordinate: number, step: number) => {
    const moved = { ...places, data: places.data.slice() };
    moved.data[coordinate]! += step;
    return divergence(graph, moved, nearnessOfAll(moved));
  };
  slopes.forEach((slope, coordinate) => {
    expect(slope).toBeCloseTo((at(coordinate, 1e-5) - at(coordinate, -1e-5)) / 2e-5, 8);
  });
});

test('the divergence of two points is 0: the map can only be right', () => {
  const pair = affinities(nearestOthers(matrixOf([[0], [1]]), 1), 1);
  const places = randomPlaces(2, 3);
  expect(divergence(pair, places, nearnessOfAll(places))).toBeCloseTo(0, 12);
});

test('boxes that push as one change the gradient by less than 2 %', () => {
  const places = randomPlaces(1500, 2, 20);
  const far = affinities(nearestOthers(places, 30), 10);
  const tree = buildPlaceTree(places);
  const exact = new Float64Array(3000);
  const rough = new Float64Array(3000);
  // Without exaggeration of the pull, which has no part in the approximation.
  const options = { exaggeration: 0 };
  const exactZ = gradient(far, places, tree, { ...options, angle: 0 }, exact);
  const roughZ = gradient(far, places, tree, { ...options, angle: 0.5 }, rough);
  expect(Math.abs(roughZ / exactZ - 1)).toBeLessThan(0.005);
  const norm = (values: Float64Array) => Math.hypot(...values);
  expect(norm(exact.map((value, at) => value - rough[at]!)) / norm(exact)).toBeLessThan(0.02);
});

test('a tree brought up to date after a move pushes as a new one does', () => {
  const places = randomPlaces(300, 4);
  const tree = buildPlaceTree(places);
  const moved = randomPlaces(300, 5);
  refitPlaceTree(tree, moved);
  const [old, fresh] = [tree, buildPlaceTree(moved)].map((each) => {
    const slopes = new Float64Array(600);
    gradient(affinities(nearestOthers(moved, 9), 3), moved, each, { angle: 0, exaggeration: 1 }, slopes);
    return slopes;
  });
  old!.forEach((slope, at) => {
    expect(slope).toBeCloseTo(fresh![at]!, 12);
  });
});

test('the divergence falls, the longer the places spread the further', () => {
  const wine = matrixOf(readRows('wine'));
  const all = affinities(nearestOthers(wine, 90), 30);
  const start = initialPlaces(wine, createRandom(1));
  const small = { ...start, data: start.data.map((value) => value * 1e-5) };
  const [short, longer, full] = [25, 100, 750].map((spreadingSteps) => {
    const { places } = descend(all, small, { ...tsneSettings(wine.rows), spreadingSteps });
    return divergence(all, places, nearnessOfAll(places));
  });
  const first = divergence(all, small, nearnessOfAll(small));
  expect(short).toBeLessThan(first);
  expect(longer).toBeLessThan(short!);
  expect(full).toBeLessThan(longer!);
});
