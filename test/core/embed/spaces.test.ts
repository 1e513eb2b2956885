import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { fitSpace } from '../../../core/embed/fit-space.js';
import type { MapArrays, SpaceMap } from '../../../core/embed/fitted-space.js';
import { pickRows } from '../../../core/embed/pick-rows.js';
import { placeInSpace } from '../../../core/embed/place-in-space.js';
import { scale } from '../../../core/embed/scale.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { decodeNpy, encodeNpy } from '../../../core/matrix/npy.js';
import { createRandom } from '../../../core/random/random.js';
import { type Space, spaces } from '../../../core/rules/rules.js';
import { matrixOf, readRows } from '../metrics/reference.js';

const names = ['gross_revenue', 'recency_days', 'items', 'invoices', 'returned_items'];
const retail = (rows: number) => matrixOf(readRows('retail').slice(0, rows));
const put = (space: Space, scaled: Matrix, seed = 1) => fitSpace(space, scaled, names, createRandom(seed));
const rowOf = ({ data, cols }: Matrix, i: number) => Array.from(data.subarray(i * cols, (i + 1) * cols));

const repeat = (rows: readonly number[][], times: number) => Array.from({ length: times }, () => rows).flat();

/** Spaces with a rule for new customers. */
const placing = spaces.filter((space) => space !== 'tsne');

describe.each(spaces)('%s', (space) => {
  test('has one finite row per customer', () => {
    const { points } = put(space, retail(200));
    expect(points.data).toHaveLength(points.rows * points.cols);
    expect(points.rows).toBe(200);
    expect(points.data.every(Number.isFinite)).toBe(true);
  });

  test('is the same to the byte for the same seed', () => {
    expect(put(space, retail(120))).toEqual(put(space, retail(120)));
  });

  test('keeps equal customers together', () => {
    const { points } = put(space, matrixOf(repeat(readRows('retail').slice(0, 60), 3)));
    for (let i = 0; i < 60; i++) {
      expect(rowOf(points, i + 60)).toEqual(rowOf(points, i));
      expect(rowOf(points, i + 120)).toEqual(rowOf(points, i));
    }
  });

  test.each<[string, number[][]]>([
    [
      'copies of three customers only',
      repeat(
        [
          [0, 0, 0, 0, 0],
          [1, 2, 0, 1, 0],
          [3, 1, 5, 2, 1],
        ],
        40,
      ),
    ],
    [
      'a feature that is the same for all',
      readRows('retail')
        .slice(0, 80)
        .map(([a, b, c]) => [a!, b!, c!, 0, 0]),
    ],
    ['fewer customers than neighbours', readRows('retail').slice(0, 12)],
    ['one giant outlier', [...readRows('retail').slice(0, 80), [1e6, 1e6, 1e6, 1e6, 1e6]]],
    ['a single feature that differs', Array.from({ length: 50 }, (_, i) => [i, i % 7, 0, 0, 0])],
  ])('survives %s', (_, rows) => {
    const scaled = matrixOf(rows);
    const { points, map, arrays } = put(space, scaled);
    expect(points.data.every(Number.isFinite)).toBe(true);
    if (space === 'tsne') return;
    expect(placeInSpace(map, arrays, scaled, names)).toEqual(points);
    const strangers = matrixOf([[-9, 9, -9, 9, 1e9]]);
    expect(placeInSpace(map, arrays, strangers, names).data.every(Number.isFinite)).toBe(true);
  });

  test('100,000 customers of two kinds take no longer than the two', () => {
    const scaled = matrixOf(
      Array.from({ length: 100_000 }, (_, i) => (i % 1000 === 0 ? [5, 5, 5, 5, 5] : [1, 1, 1, 1, 1])),
    );
    const { points } = put(space, scaled);
    expect(points.data.every(Number.isFinite)).toBe(true);
    expect(new Set(points.data).size).toBeLessThanOrEqual(2 * points.cols);
  });

  test('values that are no numbers are refused before, with the feature and the count', () => {
    const scaler = fitScaler(retail(30), names);
    const broken = matrixOf([
      [1, 1, 1, 1, 1],
      [1, 1, Number.POSITIVE_INFINITY, 1, 1],
    ]);
    expect(() => put(space, scale(scaler, broken))).toThrow(
      expect.objectContaining({
        name: 'UnusableFeature',
        message: 'the feature items is Infinity or the like for 1 customers',
      }),
    );
  });
});

describe.each(placing)('%s', (space) => {
  test('brings the customers it was fitted to back to their places, once stored and read again', () => {
    const scaled = retail(200);
    const { points, map, arrays } = put(space, scaled);
    const { map: readMap, arrays: readArrays } = storeAndRead(map, arrays);
    const again = placeInSpace(readMap, readArrays, scaled, names);
    expect(again.rows).toBe(200);
    expect(again).toEqual(points);
  });

  test('places a new customer whoever comes with it, and wherever its columns stand', () => {
    const rows = readRows('retail').slice(0, 260);
    const { map, arrays } = put(space, matrixOf(rows.slice(0, 200)));
    const all = placeInSpace(map, arrays, matrixOf(rows.slice(200)), names);
    const one = placeInSpace(map, arrays, matrixOf(rows.slice(230, 231)), names);
    expect(rowOf(one, 0)).toEqual(rowOf(all, 30));
    expect(all.data.every(Number.isFinite)).toBe(true);
  });
});

test.each(['scaled', 'pca', 'umap', 'tsne'] as const)('two customers have two places in %s', (space) => {
  const { points } = put(
    space,
    matrixOf([
      [0, 0, 0, 0, 0],
      [1, 1, 1, 1, 1],
    ]),
  );
  expect(points.data.every(Number.isFinite)).toBe(true);
  expect(rowOf(points, 0)).not.toEqual(rowOf(points, 1));
});

test('a forest that cannot tell customers apart says so', () => {
  const sameRevenue = matrixOf(
    readRows('retail')
      .slice(0, 50)
      .map((row) => [1, ...row.slice(1)]),
  );
  expect(() => put('forest', sameRevenue)).toThrow(
    expect.objectContaining({
      name: 'ForestSeparatesNobody',
      message: 'recency_days, items, invoices, returned_items tell nothing about gross_revenue',
    }),
  );
});

test('a forest needs a feature besides its target', () => {
  expect(() => fitSpace('forest', matrixOf([[1], [2]]), ['gross_revenue'], createRandom(1))).toThrow(
    expect.objectContaining({ name: 'NothingToPredictBy' }),
  );
});

test('the forest looks neither at the target nor at the order of the columns to place a new customer', () => {
  const rows = readRows('retail').slice(0, 230);
  const { map, arrays } = put('forest', matrixOf(rows.slice(0, 200)));
  const fresh = matrixOf(rows.slice(200));
  const swapped = matrixOf(rows.slice(200).map(([a, b, c, d, e]) => [c!, b!, a! + 7, d!, e!]));
  expect(
    placeInSpace(map, arrays, swapped, [
      'items',
      'recency_days',
      'gross_revenue',
      'invoices',
      'returned_items',
    ]),
  ).toEqual(placeInSpace(map, arrays, fresh, names));
});

test('a space says in one line what it is', () => {
  const scaled = retail(200);
  expect(spaces.map((space) => put(space, scaled).summary)).toEqual([
    '5 features',
    expect.stringMatching(/^5 features -> \d components, \d+ % of the variance$/),
    '5 features -> 2 dimensions, 200 different customers',
    expect.stringMatching(/^100 trees explain -?\d+ % of gross_revenue by 4 features -> 2 dimensions$/),
    expect.stringMatching(/^5 features -> 2 dimensions, 200 different customers, divergence 0\.\d{3}$/),
  ]);
});

test('an array that is missing or of the wrong type is named', () => {
  const { map, arrays } = put('umap', retail(50));
  expect(() => placeInSpace(map, {}, retail(50), names)).toThrow(
    "the map lacks its array of doubles 'known'",
  );
  const integers = { ...arrays, places: { data: new Int32Array(100), shape: [50, 2] } };
  expect(() => placeInSpace(map, integers, retail(50), names)).toThrow("'places'");
});

test('picked rows come in the order of the picks', () => {
  expect(
    pickRows(
      matrixOf([
        [1, 2],
        [3, 4],
      ]),
      Int32Array.of(1, 0, 1),
    ),
  ).toEqual(
    matrixOf([
      [3, 4],
      [1, 2],
      [3, 4],
    ]),
  );
});

function storeAndRead(map: SpaceMap, arrays: MapArrays): { map: SpaceMap; arrays: MapArrays } {
  const read = Object.entries(arrays).map(([name, array]) => [name, decodeNpy(encodeNpy(array))] as const);
  return { map: JSON.parse(JSON.stringify(map)), arrays: Object.fromEntries(read) };
}
