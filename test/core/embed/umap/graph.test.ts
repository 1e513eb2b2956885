import { UMAP } from 'umap-js';
import { fuzzyGraph } from '../../../../core/embed/umap/fuzzy-graph.js';
import { membership } from '../../../../core/embed/umap/membership.js';
import { nearestOthers } from '../../../../core/neighbours/nearest-others.js';
import { createRandom } from '../../../../core/random/random.js';
import { matrixOf, readRows } from '../../metrics/reference.js';

const membershipOf = (distances: number[], nNeighbors: number) => {
  const result = new Float64Array(distances.length);
  membership(Float64Array.from(distances), nNeighbors, result);
  return Array.from(result);
};
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

test('three neighbours by hand', () => {
  // 1 + e^(-1 / sigma) + e^(-2 / sigma) = log2(4): x + x^2 = 1, x is the golden ratio less 1.
  const x = (Math.sqrt(5) - 1) / 2;
  expect(membershipOf([1, 2, 3], 4).map((value) => value.toFixed(8))).toEqual(
    [1, x, x * x].map((value) => value.toFixed(8)),
  );
});

test('memberships sum to log2 of the neighbourhood, the first is 1, the others fall', () => {
  const random = createRandom(3);
  for (let trial = 0; trial < 50; trial++) {
    const distances = Array.from({ length: 29 }, () => 10 ** random()).sort((a, b) => a - b);
    const values = membershipOf(distances, 30);
    expect(sum(values)).toBeCloseTo(Math.log2(30), 8);
    expect(values[0]).toBe(1);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
  }
});

test('equal distances are all held on to; so are neighbours at the same place', () => {
  expect(membershipOf([2, 2, 2, 2], 5)).toEqual([1, 1, 1, 1]);
  expect(membershipOf([0, 0, 0, 0], 5)).toEqual([1, 1, 1, 1]);
  expect(membershipOf([0, 0, 3, 9], 5).slice(0, 3)).toEqual([1, 1, 1]);
});

test('where there are fewer neighbours than asked for, those there are count and the others do not', () => {
  const values = membershipOf([1, 2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 30);
  expect(values[0]).toBe(1);
  expect(values[1]).toBeCloseTo(1, 6);
  expect(values.slice(2)).toEqual([0, 0]);
  expect(membershipOf([Number.POSITIVE_INFINITY], 2)).toEqual([0]);
});

test('the union of two memberships is a + b - ab, seen from both ends', () => {
  // On a line 0, 1, 3: with two neighbours each all three are joined; 1 is the nearest of 0 and of 3.
  const points = matrixOf([[0], [1], [3]]);
  const { starts, targets, weights } = fuzzyGraph(nearestOthers(points, 2), 3);
  expect(Array.from(starts)).toEqual([0, 2, 4, 6]);
  expect(Array.from(targets)).toEqual([1, 2, 0, 2, 0, 1]);
  // The second neighbour of each has log2(3) - 1.
  const rest = Math.log2(3) - 1;
  const expected = [1, rest + rest - rest * rest, 1, 1, rest + rest - rest * rest, 1];
  weights.forEach((weight, at) => {
    expect(weight).toBeCloseTo(expected[at]!, 8);
  });
});

test.each(['iris', 'wine', 'retail'] as const)(
  'umap-js joins the same neighbours of %s as strongly',
  (name) => {
    const rows = readRows(name).slice(0, 200);
    const known = matrixOf(rows);
    const neighbours = nearestOthers(known, 14);
    const { starts, targets, weights } = fuzzyGraph(neighbours, 15);

    const peer = new UMAP({ nNeighbors: 15, random: createRandom(1) });
    // The peer's neighbours are an approximation, and count the point itself.
    const rowOf = (values: ArrayLike<number>, i: number) =>
      Array.from({ length: 14 }, (_, j) => values[14 * i + j]!);
    peer.setPrecomputedKNN(
      rows.map((_, i) => [i, ...rowOf(neighbours.samples, i)]),
      rows.map((_, i) => [0, ...rowOf(neighbours.distances, i)]),
    );
    peer.initializeFit(rows);
    const { graph } = peer as unknown as {
      graph: { get(row: number, col: number, otherwise: number): number };
    };
    let largest = 0;
    for (let i = 0; i < known.rows; i++) {
      const own = new Map<number, number>();
      for (let edge = starts[i]!; edge < starts[i + 1]!; edge++) own.set(targets[edge]!, weights[edge]!);
      for (let j = 0; j < known.rows; j++)
        largest = Math.max(largest, Math.abs((own.get(j) ?? 0) - graph.get(i, j, 0)));
    }
    expect(largest).toBeLessThan(1e-4);
  },
);
