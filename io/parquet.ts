import { resolve, sep } from 'node:path';
import { UserError } from '../core/errors/user-error.js';
import type { Engine } from './engine.js';

/** A path in a statement that writes a file of that name: whole, since DuckDB has a meaning for a `~` at the beginning. */
export const quotedPath = (path: string) => quotedText(resolve(path));

/** A path in a statement that reads that very file, though DuckDB takes names for patterns. */
export const patternOf = (path: string): string => {
  const whole = sep === '\\' ? resolve(path).replaceAll(sep, '/') : resolve(path);
  if (!/[*?[]/.test(whole)) return whole;
  if (whole.includes('\\')) throw unusablePath(whole);
  return whole.replaceAll(/[*?[]/g, '[$&]');
};

/** The same, as text in a statement. */
export const quotedPattern = (path: string) => quotedText(patternOf(path));

const quotedText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** No pattern of DuckDB's stands for such a name. */
const unusablePath = (path: string) =>
  new UserError('UnusablePath', `the path '${path}' has a backslash and one of * ? [ in it`, {
    remedy: 'Name the folder or the file without backslashes.',
  });

/** A Parquet file as a table in a `from`: its own columns, whatever its folders are called. */
export const parquetTable = (path: string, options = '') =>
  `read_parquet(${quotedPattern(path)}, hive_partitioning = false${options})`;

/** Writes a query's rows, in their order, as one Parquet file. */
export async function writeParquet(engine: Engine, query: string, path: string): Promise<void> {
  await engine.run(`copy (${query}) to ${quotedPath(path)} (format parquet)`);
}
