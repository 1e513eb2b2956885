import { wardTree } from '../../../core/cluster/ward-tree.js';
import { histogram } from '../../../core/explore/histogram.js';
import { rankCorrelations } from '../../../core/explore/rank-correlation.js';
import { treeTop } from '../../../core/explore/tree-top.js';
import { drawRows } from '../../../core/random/draw-rows.js';
import { createRandom } from '../../../core/random/random.js';

const sorted = (...values: number[]) => Float64Array.from(values).sort();

test('bins have one round width, an edge belongs to the bin above, and every value is in one', () => {
  // 98 of 100 values are up to 9.8: a width of 0.49 becomes 0.5. The last, 9.9 and 10, are below and at 10.
  const bins = histogram(Float64Array.from({ length: 100 }, (_, i) => (i + 1) / 10));
  expect(bins.slice(0, 2)).toEqual([
    { lower: 0, upper: 0.5, count: 4 },
    { lower: 0.5, upper: 1, count: 5 },
  ]);
  expect(bins.at(-1)).toEqual({ lower: 10, upper: 10, count: 1 });
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  bins.slice(1).forEach((bin, i) => {
    expect(bin.lower).toBe(bins[i]!.upper);
  });
});

test('the few largest values share the last bin', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i < 990 ? i % 10 : 1e6 + i));
  const bins = histogram(values.sort());
  expect(bins.at(-1)).toEqual({ lower: 9, upper: 1_000_999, count: 99 + 10 });
  expect(bins.length).toBeLessThan(25);
});

test('equal values are one bin, negative values have edges too, and no values no bins', () => {
  expect(histogram(sorted(7, 7, 7))).toEqual([{ lower: 7, upper: 8, count: 3 }]);
  expect(histogram(sorted(-3, -1, 0))[0]!.lower).toBe(-3);
  expect(histogram(sorted())).toEqual([]);
});

test('ranks agree, disagree, share ties, and leave out the unknown pair by pair', () => {
  const up = sorted(1, 2, 3, 4);
  const curved = Float64Array.from([1, 10, 100, 1e6]);
  const tied = Float64Array.from([4, 4, 2, Number.NaN]);
  const same = Float64Array.from([5, 5, 5, 5]);
  const [first, second, third, fourth] = rankCorrelations([up, curved, tied, same]);
  expect(first![1]).toBeCloseTo(1, 12);
  // Ranks 1, 2, 3 against 2.5, 2.5, 1: sum of products -1.5, of squares 2 and 1.5: -1.5 / sqrt(3).
  expect(second![2]).toBeCloseTo(-1.5 / Math.sqrt(3), 12);
  expect(third![1]).toBe(second![2]);
  expect(fourth).toEqual([null, null, null, null]);
});

test('a Ward tree is drawn from its highest merges, branches side by side and nothing crossing', () => {
  const data = Float64Array.from([0, 1, 10, 11, 12, 100]);
  const tree = wardTree({ data, rows: 6, cols: 1 });
  const [root, second, third, ...others] = treeTop(tree, 4);
  expect(others).toEqual([]);
  expect(root!.samples).toBe(6);
  expect(root!.height).toBe(tree.heights.at(-1));
  // Below the root: five samples on the left, the one far away, a leaf at 0, on the right.
  expect([root!.leftHeight, root!.rightHeight]).toEqual([second!.height, 0]);
  expect([second!.samples, third!.samples]).toEqual([5, 3]);
  const stands = [third!.left, third!.right, second!.right, root!.right];
  expect(stands).toEqual([0, 1, 2, 3]);
  expect(second!.left).toBe(0.5);
  expect(() => treeTop(tree, 1)).toThrow('a tree has at least 2 leaves; got 1');
});

test('a tree with fewer samples than leaves is drawn whole', () => {
  const tree = wardTree({ data: Float64Array.from([0, 1, 5]), rows: 3, cols: 1 });
  expect(treeTop(tree, 30).map(({ samples }) => samples)).toEqual([3, 2]);
  expect(treeTop(wardTree({ data: Float64Array.from([0]), rows: 1, cols: 1 }), 30)).toEqual([]);
});

test('some are picked at random, rising, none twice; all where there are few', () => {
  const picked = drawRows(1000, 50, createRandom(1));
  expect([...picked]).toEqual([...new Set(picked)].sort((a, b) => a - b));
  expect(picked).toHaveLength(50);
  expect(picked.at(-1)).toBeLessThan(1000);
  expect(drawRows(1000, 50, createRandom(1))).toEqual(picked);
  expect([...drawRows(3, 3, createRandom(1))]).toEqual([0, 1, 2]);
});
