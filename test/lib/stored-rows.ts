import { createHash } from 'node:crypto';
import type { Database, Transaction } from '../../io/database.js';

/** Rows of a table: how many, and the hash of their sorted text. */
export interface TablePrint {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/**
 * Everything that a database with one run has stored. The identities of uploads differ between stores, and with them
 * the run's: each is replaced by its place. Times at which something was done are left out.
 */
export function printTables(database: Database): Promise<TablePrint[]> {
  return database.transaction(async (transaction) => {
    const identities = await identitiesOf(transaction);
    const tables = await transaction.query<{ name: string }>(
      `select tablename as name from pg_tables
      where schemaname = 'public' and tablename not like 'applied_%' order by 1`,
    );
    const prints: TablePrint[] = [];
    for (const { name } of tables) prints.push(await printTable(transaction, name, identities));
    return prints;
  });
}

async function identitiesOf(transaction: Transaction): Promise<[string, string][]> {
  const runs = await transaction.query<{ id: string }>('select run_id as id from runs');
  const uploads = await transaction.query<{ id: string }>(
    'select upload_id as id from uploads order by position',
  );
  return [
    ...runs.map(({ id }, i): [string, string] => [id, `run ${i}`]),
    ...uploads.map(({ id }, i): [string, string] => [id, `upload ${i}`]),
  ];
}

async function printTable(
  transaction: Transaction,
  table: string,
  identities: readonly [string, string][],
): Promise<TablePrint> {
  const times = await transaction.query<{ name: string }>(
    `select column_name as name from information_schema.columns
    where table_name = :table and data_type = 'timestamp with time zone'`,
    { table },
  );
  const left = times.map(({ name }) => ` - '${name}'`).join('');
  const rows = await transaction.query<{ line: string }>(
    `select (to_jsonb(t)${left})::text as line from "${table}" as t`,
  );
  const lines = rows.map(({ line }) =>
    identities.reduce((text, [id, place]) => text.replaceAll(id, place), line),
  );
  const hash = createHash('md5').update(lines.sort().join('\n')).digest('hex');
  return { table, rows: lines.length, hash };
}
