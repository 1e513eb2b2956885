import { open } from 'node:fs/promises';
import { UserError } from '../../core/errors/user-error.js';
import { interleave } from '../../core/matrix/interleave.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import type { Engine } from '../../io/engine.js';
import { quotedPattern } from '../../io/parquet.js';
import { type NewCustomers, nothingRejected } from './new-customers.js';

const idColumn = 'customer_id';

/** The names in a CSV file's first line. */
export async function readHeader(file: string): Promise<string[]> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const [line = ''] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\ufeff/, '')
      .split(/\r?\n/, 1);
    return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  } finally {
    await handle.close();
  }
}

/**
 * Customers from a CSV file with one row each: `customer_id` and the features by name, in any order, with whatever
 * else; an empty cell is unknown.
 * @throws UserError `MissingColumns`, `NotANumber`
 */
export async function readCustomerTable(
  file: string,
  header: readonly string[],
  names: readonly string[],
): Promise<NewCustomers> {
  const missing = [idColumn, ...names].filter((name) => !header.includes(name));
  if (missing.length > 0) throw missingColumns(file, missing);
  return withDuckdb(async (engine) => {
    await engine.run(`
      create table cells as
      select row_number() over () + 1 as line, ${[idColumn, ...names].join(', ')}
      from read_csv(${quotedPattern(file)}, hive_partitioning = false, delim = ',', quote = '"', escape = '"', header = true, all_varchar = true)`);
    for (const name of names) await checkNumbers(engine, file, name);
    const rows = await engine.query<{ id: string | null }>(
      `select ${idColumn} as id from cells order by line`,
    );
    const numbers = names.map((name) => `try_cast(${name} as double) as ${name}`).join(', ');
    const columns = await engine.columns(`select ${numbers} from cells order by line`);
    return {
      ids: rows.map(({ id }) => id ?? ''),
      features: interleave(columns, names),
      ...{ refused: [], asOf: null, rejected: nothingRejected, notes: [] },
    };
  });
}

async function checkNumbers(engine: Engine, file: string, name: string): Promise<void> {
  const [found] = await engine.query<{ count: number; line: number; cell: string }>(`
    select count(*) as count, min(line) as line, min_by(${name}, line) as cell
    from cells
    where trim(${name}) <> '' and try_cast(${name} as double) is null`);
  const { count, line, cell } = found!;
  if (count === 0) return;
  throw new UserError('NotANumber', `'${cell}' is no number; there are ${count} such cells`, {
    remedy: 'Write numbers with a point and without signs of money or thousands; leave unknown ones empty.',
    file,
    line,
    column: name,
  });
}

const missingColumns = (file: string, missing: readonly string[]) =>
  new UserError('MissingColumns', `the table of customers lacks ${missing.join(', ')}`, {
    remedy: 'Give one row per customer with the features by these names, or the file of their orders.',
    file,
  });
