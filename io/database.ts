/** A value bound to a `:name` in a statement. Objects are never bound; pass JSON as text. */
export type SqlValue = string | number | boolean | null;
export type SqlValues = Readonly<Record<string, SqlValue>>;

export interface Queryable {
  /** Runs one statement; `:name` marks a bound value (`::type` casts stay what they are). */
  query<Row extends object = Record<string, unknown>>(sql: string, values?: SqlValues): Promise<Row[]>;
}

export interface Transaction extends Queryable {
  /**
   * Bulk-loads a stored CSV object (header line, RFC 4180, empty unquoted = null) into the columns of a table.
   * @returns rows loaded
   */
  importCsv(table: string, columns: readonly string[], key: string): Promise<number>;
}

/** PostgreSQL: embedded on one machine, Aurora through the Data API on AWS. */
export interface Database extends Queryable {
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
