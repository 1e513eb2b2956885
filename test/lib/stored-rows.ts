import type { Queryable } from '../../io/database.js';

/** Rows of a table: how many, and the hash of their sorted text. */
export interface TablePrint {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** A text in the rows, and what is put in its place. */
export type Replacement = readonly [text: string, place: string];

/**
 * Everything that a database has stored, by table, whatever the order of the rows. Times at which something was done
 * are left out.
 */
export async function printTables(
  database: Queryable,
  replacements: readonly Replacement[] = [],
): Promise<TablePrint[]> {
  const tables = await database.query<{ name: string; times: string }>(
    `select
      tables.table_name as name,
      string_agg(format(' - %L', column_name), '') filter (where data_type = 'timestamp with time zone') as times
    from information_schema.tables as tables
    inner join information_schema.columns as columns using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and tables.table_name not like 'applied_%'
    group by tables.table_name
    order by tables.table_name`,
  );
  const text = replacements.reduce(
    (replaced, _, i) => `replace(${replaced}, :text${i}, :place${i})`,
    'row_text',
  );
  const prints = tables.map(
    ({ name, times }) => `
    select '${name}' as "table", count(*) as rows,
      coalesce(md5(string_agg(line, '\n' order by line collate "C")), '') as hash
    from (
      select ${text} as line
      from (select (to_jsonb(t)${times ?? ''})::text as row_text from "${name}" as t) as texts
    ) as lines`,
  );
  const values = replacements.flatMap(([text, place], i) => [
    [`text${i}`, text],
    [`place${i}`, place],
  ]);
  return database.query<TablePrint>(
    `select * from (${prints.join(' union all ')}) as prints order by "table"`,
    Object.fromEntries(values),
  );
}

/** The identities of uploads differ between stores, and with them the runs': each is replaced by its place. */
export async function identities(database: Queryable): Promise<Replacement[]> {
  const runs = await database.query<{ id: string }>('select run_id as id from runs order by started_at');
  const uploads = await database.query<{ id: string }>(
    'select upload_id as id from uploads order by position',
  );
  return [
    ...runs.map(({ id }, i) => [id, `run ${i}`] as const),
    ...uploads.map(({ id }, i) => [id, `upload ${i}`] as const),
  ];
}
