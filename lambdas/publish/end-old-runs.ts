import type { Database } from '../../io/database.js';

/** Rows taken out by one statement, to which the Data API gives 45 s. */
const rowsTogether = 20_000;

/**
 * Takes the rows of a dataset's published runs out of the database, but for the newest. Their rows in `runs` stay, and
 * their files. May be stopped anywhere, and goes on the next time.
 * @param keep how many stay
 * @returns how many were ended
 */
export async function endOldRuns(database: Database, dataset: string, keep: number): Promise<number> {
  // A run without segments has been ended: they go last.
  const old = await database.query<{ id: string }>(
    `select run_id as id
    from (
      select run_id
      from runs
      where dataset = :dataset and published_at is not null
      order by publication desc nulls last, published_at desc, run_id
      offset :keep
    ) as older
    where exists (select from segments where segments.run_id = older.run_id)
    order by run_id`,
    { dataset, keep },
  );
  if (old.length === 0) return 0;
  const tables = await database.query<{ name: string }>(`
    select table_name as name
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'run_id' and table_name <> 'runs'
    order by table_name = 'segments', table_name`);
  for (const { id } of old) {
    for (const { name } of tables) await deleteRows(database, name, id);
  }
  return old.length;
}

async function deleteRows(database: Database, table: string, runId: string): Promise<void> {
  for (let rows = rowsTogether; rows === rowsTogether; ) {
    const [deleted] = await database.query<{ rows: number }>(
      `with deleted as (
        delete from "${table}"
        where ctid = any (array(select ctid from "${table}" where run_id = :runId limit ${rowsTogether}))
        returning 1
      )
      select count(*) as rows from deleted`,
      { runId },
    );
    rows = deleted!.rows;
  }
}
