import { assignMost } from '../../../core/movers/assign-most.js';
import { createRandom } from '../../../core/random/random.js';

const total = (data: Float64Array, cols: number, columns: Int32Array) =>
  columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : data[row * cols + column]!), 0);

/** The best total over every assignment of rows to different columns, or to none. */
function best(data: Float64Array, rows: number, cols: number, row = 0, taken = 0): number {
  if (row === rows) return 0;
  let most = best(data, rows, cols, row + 1, taken);
  for (let column = 0; column < cols; column++) {
    if (taken & (1 << column)) continue;
    most = Math.max(
      most,
      data[row * cols + column]! + best(data, rows, cols, row + 1, taken | (1 << column)),
    );
  }
  return most;
}

test('gives up the largest weight where that makes the total larger: 5 + 9 beats 9 + 4', () => {
  expect([...assignMost({ data: Float64Array.of(5, 9, 4, 9), rows: 2, cols: 2 })]).toEqual([0, 1]);
  expect([...assignMost({ data: Float64Array.of(8, 9, 4, 9), rows: 2, cols: 2 })]).toEqual([0, 1]);
  expect([...assignMost({ data: Float64Array.of(5, 9, 9, 9.5), rows: 2, cols: 2 })]).toEqual([1, 0]);
});

test.each([
  [1, 1],
  [2, 5],
  [5, 2],
  [4, 4],
  [6, 5],
])('reaches the best total of all assignments, %i by %i, no column twice', (rows, cols) => {
  const random = createRandom(`${rows} ${cols}`);
  for (let trial = 0; trial < 40; trial++) {
    const data = Float64Array.from({ length: rows * cols }, () => Math.floor(random() * 20));
    const columns = assignMost({ data, rows, cols });
    const used = columns.filter((column) => column >= 0);
    expect(new Set(used).size).toBe(used.length);
    expect(used.length).toBe(Math.min(rows, cols));
    expect(total(data, cols, columns)).toBe(best(data, rows, cols));
  }
});

test('without columns nobody has one', () => {
  expect([...assignMost({ data: new Float64Array(0), rows: 2, cols: 0 })]).toEqual([-1, -1]);
});
