import { leafNeighbours, leafNeighboursAmong } from '../../../../core/embed/forest/leaf-neighbours.js';
import type { Leaves } from '../../../../core/embed/forest/leaves-of.js';
import { createRandom } from '../../../../core/random/random.js';

const nTrees = 20;

/** Leaves of different sizes: tree t has nodes 10 t .. 10 t + 9. */
function randomLeaves(rows: number, seed: number): Leaves {
  const random = createRandom(seed);
  const ids = Int32Array.from(
    { length: rows * nTrees },
    (_, at) => 10 * (at % nTrees) + Math.floor(10 * random() ** 2),
  );
  return { nTrees, ids };
}

const hamming = (a: Leaves, i: number, b: Leaves, j: number) =>
  Array.from({ length: nTrees }, (_, t) => a.ids[i * nTrees + t] !== b.ids[j * nTrees + t]).filter(Boolean)
    .length / nTrees;

/** Indices of all known rows by distance, then index, those at 1 left out. */
const bruteForce = (known: Leaves, rows: Leaves, i: number, skipped: number) =>
  Array.from({ length: known.ids.length / nTrees }, (_, j) => ({ j, distance: hamming(rows, i, known, j) }))
    .filter(({ j, distance }) => j !== skipped && distance < 1)
    .sort((a, b) => a.distance - b.distance || a.j - b.j);

test.each([7, 300])('brute force finds the same neighbours among themselves and for new rows', (k) => {
  const known = randomLeaves(120, 1);
  const rows = randomLeaves(40, 2);
  const own = leafNeighbours(known, k);
  const other = leafNeighboursAmong(known, rows, k);
  expect([own.k, other.k]).toEqual([Math.min(k, 119), Math.min(k, 120)]);
  for (let i = 0; i < 40; i++) {
    check(own, i, bruteForce(known, known, i, i));
    check(other, i, bruteForce(known, rows, i, -1));
  }
});

function check(
  { k, samples, distances }: ReturnType<typeof leafNeighbours>,
  i: number,
  nearest: readonly { j: number; distance: number }[],
): void {
  for (let at = 0; at < k; at++) {
    const found = nearest[at];
    expect(distances[i * k + at]).toBeCloseTo(found?.distance ?? Number.POSITIVE_INFINITY, 12);
    if (found) expect(samples[i * k + at]).toBe(found.j);
  }
}

test('rows that share no leaf are no neighbours', () => {
  const { distances } = leafNeighbours({ nTrees: 2, ids: Int32Array.of(0, 5, 1, 6, 0, 6) }, 2);
  expect(Array.from(distances)).toEqual([0.5, Infinity, 0.5, Infinity, 0.5, 0.5]);
});

test('a leaf that the known rows never reached is shared with nobody', () => {
  const known = { nTrees: 1, ids: Int32Array.of(1, 1, 2) };
  const { distances } = leafNeighboursAmong(known, { nTrees: 1, ids: Int32Array.of(0, 99, 2) }, 1);
  expect(Array.from(distances)).toEqual([Infinity, Infinity, 0]);
});
