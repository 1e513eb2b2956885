/** The analytic SQL engine of the steps (DuckDB). One engine is one in-memory database that can spill to disk. */
export interface Engine {
  /** Runs a script of one or more statements without bound values. */
  run(script: string): Promise<void>;
  /** Runs one statement, with `$1`, `$2` … bound, and returns its rows as plain objects (bigint as number). */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  /** Numeric columns of a query's result, null as NaN: each Float64Array (rows). */
  columns(sql: string, values?: readonly unknown[]): Promise<Record<string, Float64Array>>;
}

/** What the engines of one machine may take together, unless told otherwise; above it they spill to disk. */
export const defaultMemoryLimitMb = 1600;
