import type { Manifest } from '../core/runs/manifest.js';
import type { Queryable } from './database.js';

/**
 * Makes visible what a dataset's manifest says is published, where the database missed it: whoever published a run may
 * have ended between the two.
 */
export async function catchUp(database: Queryable, dataset: string, { runs }: Manifest): Promise<void> {
  if (runs.length === 0) return;
  await database.query(
    `update runs
    set status = 'succeeded', published_at = clock_timestamp(), finished_at = clock_timestamp(),
      publication = listed.publication, failed_step = null, error_name = null, error_message = null
    from json_to_recordset(cast(:runs as json)) as listed ("runId" text, publication bigint)
    where runs.run_id = listed."runId" and runs.dataset = :dataset and runs.published_at is null
      and runs.customers is not null`,
    { runs: JSON.stringify(runs), dataset },
  );
}
