/** A table of several that belong together, as it was loaded. */
export interface TableProfile {
  /** What tells it from the others: `orders` of `olist_orders_dataset.csv`. */
  readonly name: string;
  /** The files it was put together from, as the user knows them. */
  readonly files: readonly string[];
  readonly nRows: number;
  readonly columns: readonly ColumnProfile[];
}

export interface ColumnProfile {
  readonly header: string;
  /** Rows with a value. */
  readonly nFilled: number;
  readonly nDistinct: number;
}

/** Many rows of one table point at one row each of another. */
export interface Link {
  /** Positions in the list of tables. */
  readonly from: number;
  readonly to: number;
  readonly fromColumn: string;
  /** No two rows of its table have the same value. */
  readonly toColumn: string;
  /** Share of the rows that point at one which is there. */
  readonly share: number;
}

/** Whether each row has its own value of a column. */
export const isUnique = ({ nRows }: TableProfile, { nFilled, nDistinct }: ColumnProfile): boolean =>
  nFilled > 0 && nFilled === nDistinct && nFilled >= 0.99 * nRows;
