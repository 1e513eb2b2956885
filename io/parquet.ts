import type { Engine } from './engine.js';

/** A path as text in a statement. */
export const quotedPath = (path: string) => `'${path.replaceAll("'", "''")}'`;

/** A Parquet file as a table in a `from`. */
export const parquetTable = (path: string) => `read_parquet(${quotedPath(path)})`;

/** Writes a query's rows, in their order, as one Parquet file. */
export async function writeParquet(engine: Engine, query: string, path: string): Promise<void> {
  await engine.run(`copy (${query}) to ${quotedPath(path)} (format parquet)`);
}
