import { catchUp } from './catch-up.js';
import type { Database } from './database.js';
import { knownDatasets } from './known-datasets.js';
import type { ObjectStore } from './object-store.js';
import { quotedName } from './quoted-name.js';
import { readManifest } from './read-manifest.js';

/**
 * Brings the database of a folder to what its manifests say, after whoever wrote there last ended half-way: what is
 * published is seen, and rows of what never was are gone.
 * @returns published runs that the database does not have
 */
export async function mendDatabase(database: Database, store: ObjectStore): Promise<number> {
  const published: string[] = [];
  for (const dataset of await knownDatasets(store)) {
    const manifest = await readManifest(store, dataset);
    await catchUp(database, dataset, manifest);
    published.push(...manifest.runs.map(({ runId }) => runId));
  }
  await removeUnpublished(database);
  const seen = await database.query<{ run_id: string }>(
    'select run_id from runs where published_at is not null',
  );
  const known = new Set(seen.map(({ run_id }) => run_id));
  return published.filter((runId) => !known.has(runId)).length;
}

/** The row of a run that failed stays, with its reason. */
async function removeUnpublished(database: Database): Promise<void> {
  const unpublished = await database.query(
    'select run_id from runs where published_at is null and customers is not null',
  );
  if (unpublished.length === 0) return;
  await database.transaction(async (transaction) => {
    const tables = await transaction.query<{ name: string }>(
      `select table_name as name
      from information_schema.columns
      inner join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and column_name = 'run_id' and table_type = 'BASE TABLE'
        and table_name <> 'runs'
      order by table_name`,
    );
    const unseen = 'select run_id from runs where published_at is null';
    // Rows of one table may refer to rows of another.
    await transaction.query('set local session_replication_role = replica');
    for (const { name } of tables) {
      await transaction.query(`delete from ${quotedName(name)} where run_id in (${unseen})`);
    }
    await transaction.query('set local session_replication_role = default');
    await transaction.query(`delete from runs where published_at is null and status <> 'failed'`);
    await transaction.query('update runs set customers = null where published_at is null');
  });
}
