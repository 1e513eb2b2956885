import { distinctRows } from '../../../core/cluster/distinct-rows.js';
import { createRandom } from '../../../core/random/random.js';
import { matrixOf } from '../metrics/reference.js';

test('rows are numbered by first appearance, and -0 is 0', () => {
  const { ids, count } = distinctRows(
    matrixOf([
      [1, 0],
      [2, 5],
      [1, -0],
      [2, 5],
      [0, 1],
    ]),
  );
  expect(Array.from(ids)).toEqual([0, 1, 0, 1, 2]);
  expect(count).toBe(3);
});

test('no rows have no distinct ones', () => {
  expect(distinctRows({ data: new Float64Array(), rows: 0, cols: 3 })).toEqual({
    ids: new Int32Array(),
    count: 0,
  });
});

test('brute force agrees', () => {
  const random = createRandom('rows');
  const rows = Array.from({ length: 500 }, () => [Math.floor(random() * 12) / 7, Math.floor(random() * 9)]);
  const keys = rows.map(String);
  const order = [...new Set(keys)];
  const { ids, count } = distinctRows(matrixOf(rows));
  expect(Array.from(ids)).toEqual(keys.map((key) => order.indexOf(key)));
  expect(count).toBe(order.length);
});
