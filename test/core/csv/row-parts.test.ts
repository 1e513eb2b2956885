import { rowParts } from '../../../core/csv/row-parts.js';

const partsOf = (rows: Iterable<number>) => Array.from(rowParts(rows, 2), (part) => [...part]);

test('rows come in parts of at most so many, in their order', () => {
  expect(partsOf([1, 2, 3])).toEqual([[1, 2], [3]]);
  expect(partsOf([1, 2, 3, 4])).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('without rows there is one part, an empty one', () => {
  expect(partsOf([])).toEqual([[]]);
});

test('rows are made when they are read, one ahead', () => {
  let made = 0;
  function* rows() {
    while (made < 10) yield ++made;
  }
  const parts = rowParts(rows(), 3);
  expect([...parts.next().value!]).toEqual([1, 2, 3]);
  expect(made).toBe(4);
});
