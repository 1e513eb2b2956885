import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import type { Engine } from '../engine.js';
import { parquetTable, quotedPath } from '../parquet.js';
import { quotedName } from '../quoted-name.js';
import type { TextSource } from './readable-text.js';
import { sourceBytes } from './source-bytes.js';

/**
 * A Parquet file as CSV: DuckDB writes it once into the folder. The header is line 0, so that line numbers
 * are row numbers.
 * @param mostRows the first so many, for a look at it
 * @throws UserError `CorruptParquet`
 */
export async function parquetSource(
  path: string,
  {
    file,
    rules,
    engine,
    folder,
    mostRows,
  }: { file: string; rules: ReadingRules; engine: Engine; folder: string; mostRows?: number },
): Promise<TextSource> {
  const table = parquetTable(path);
  const csv = join(folder, 'parquet.csv');
  const limit = mostRows === undefined ? '' : ` limit ${mostRows}`;
  try {
    const columns = await engine.query<{ column_name: string; column_type: string }>(
      `describe from ${table}`,
    );
    const cells = columns.map(({ column_name, column_type }) => cellSql(column_name, column_type));
    await engine.run(
      `copy (select ${cells.join(', ')} from ${table}${limit}) to ${quotedPath(csv)} (format csv, header true, delimiter ',')`,
    );
  } catch (cause) {
    throw new UserError('CorruptParquet', `the Parquet file cannot be read: ${(cause as Error).message}`, {
      remedy: 'Copy it again, or write it again.',
      file,
      cause,
    });
  }
  return {
    format: 'parquet',
    compression: null,
    sheet: null,
    firstLine: 0,
    rules: { ...rules, delimiter: ',', header: true, encoding: null },
    read: () => sourceBytes(csv, { isGzip: false, file }),
    encoding: () => null,
    notes: () => [],
    placeOf: (line) => `row ${line}`,
  };
}

/** Line breaks within a text become blanks, so that a row is a line. */
function cellSql(name: string, type: string): string {
  const column = quotedName(name);
  const text = `cast(${column} as varchar)`;
  return type === 'VARCHAR'
    ? `translate(${text}, chr(10) || chr(13), '  ') as ${column}`
    : `${text} as ${column}`;
}
