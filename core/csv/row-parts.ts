/**
 * The Data API gives a statement 45 s, and the import of an object is one. So many rows of the widest table are some
 * 35 MB: seconds for a database that has just woken up.
 */
export const rowsPerImport = 100_000;

/**
 * Rows in parts of at most so many, made as they are read: each part is to be read to its end before the next. Without
 * rows there is one part, an empty one.
 */
export function* rowParts<Row>(rows: Iterable<Row>, mostRows = rowsPerImport): Generator<Iterable<Row>> {
  const iterator = rows[Symbol.iterator]();
  let next = iterator.next();
  function* part() {
    for (let count = 0; count < mostRows && !next.done; count++) {
      yield next.value;
      next = iterator.next();
    }
  }
  do yield part();
  while (!next.done);
}
