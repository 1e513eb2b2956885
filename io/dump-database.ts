import bookkeeping from '../sql/postgres/bookkeeping.sql';
import finishViews from '../sql/postgres/finish-views.sql';
import type { Database, Queryable } from './database.js';
import type { DatabaseFiles } from './migrate.js';

const rowsPerInsert = 500;

/**
 * A database as a script that makes it anew, whole or not at all, in an empty PostgreSQL: what migrations and views
 * make, and every row. Whoever runs it must be a superuser.
 *
 * @param files those that the database was made with
 */
export async function dumpDatabase(
  database: Database,
  { migrations, views }: DatabaseFiles,
  write: (text: string) => Promise<void>,
): Promise<void> {
  await database.transaction(async (transaction) => {
    // Rows refer to each other: they come in the order of their tables' names.
    await write(
      'begin;\nset local session_replication_role = replica;\nset local standard_conforming_strings = on;\n',
    );
    for (const text of [bookkeeping, ...migrations.map(({ text }) => text)]) await write(`${text}\n`);
    for (const table of await tablesOf(transaction)) await dumpRows(transaction, table, write);
    for (const text of [...views.map(({ text }) => text), finishViews]) await write(`${text}\n`);
    await write('commit;\n');
  });
}

interface Table {
  readonly name: string;
  readonly columns: string;
}

const tablesOf = (connection: Queryable): Promise<Table[]> =>
  connection.query<Table & object>(`
    select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE'
    group by table_name
    order by table_name`);

/** As text, which PostgreSQL reads as whatever type the column has. */
async function dumpRows(
  connection: Queryable,
  { name, columns }: Table,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const texts = columns.split(', ').map((column) => `${column}::text`);
  for (let last = '(0,0)'; ; ) {
    const rows = await connection.query<{ place: string; row: string }>(
      `select ctid::text as place, json_build_array(${texts})::text as row
      from "${name}" where ctid > :last::tid order by ctid limit ${rowsPerInsert}`,
      { last },
    );
    if (rows.length === 0) return;
    const tuples = rows.map(({ row }) => `(${JSON.parse(row).map(literal).join(', ')})`);
    await write(`insert into "${name}" (${columns}) values\n${tuples.join(',\n')};\n`);
    last = rows.at(-1)!.place;
  }
}

const literal = (text: string | null) => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`);
