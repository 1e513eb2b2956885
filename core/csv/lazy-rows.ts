/** Rows that are made one at a time as they are read, and again where they are read again: a table of any length. */
export const lazyRows = (nRows: number, rowOf: (i: number) => object): Iterable<object> => ({
  *[Symbol.iterator]() {
    for (let i = 0; i < nRows; i++) yield rowOf(i);
  },
});
