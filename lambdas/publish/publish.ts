import { runKey } from '../../core/runs/keys.js';
import { dashboards } from '../../dashboards/dashboards.js';
import { catchUp } from '../../io/catch-up.js';
import type { Transaction } from '../../io/database.js';
import { readManifest } from '../../io/read-manifest.js';
import type { Step } from '../../io/step-io.js';
import { readContent } from '../../report/read-content.js';
import { renderReport } from '../../report/render-report.js';
import { commitRun, uploadsOfRun } from './commit-run.js';
import { readDocuments } from './documents.js';
import { writeFiles } from './write-files.js';

export interface PublishInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface PublishOutput extends PublishInput {
  readonly summary: string;
}

/**
 * Writes the page and the lists, and makes the run the one that everybody sees. The page is made from the
 * very rows that become visible, inside the transaction that makes them so: if it cannot be written, the
 * results of before stay. The lists grow with the customers and are written first: the Data API ends a
 * transaction that has had no statement for three minutes, which the page, of one size, does not take.
 *
 * What decides is the manifest, written last within the transaction: the database follows it, at once or, where that
 * went wrong, in `failed` or with the next run.
 */
export const publish: Step<PublishInput, PublishOutput> = async ({ dataset, runId }, io) => {
  const { store } = io;
  const documents = await readDocuments(store, runId);
  await writeFiles(io, runId, documents);
  const uploads = await uploadsOfRun(store, documents.plan);
  const manifest = await readManifest(store, dataset);
  const database = await io.database();
  const page = await database.transaction(async (transaction) => {
    await catchUp(transaction, dataset, manifest);
    const publication = await makeVisible(transaction, runId);
    const page = await renderPage(transaction, runId);
    await store.write(runKey(runId, 'publish', 'report.html'), page);
    await commitRun(store, documents.plan, uploads, publication);
    return page;
  });
  const size = (Buffer.byteLength(page) / 1e6).toFixed(1);
  return { dataset, runId, summary: `a page of ${size} MB and the lists; the run is visible` };
};

/** @returns the number of the publication, above that of every other run */
async function makeVisible(transaction: Transaction, runId: string): Promise<number> {
  // One after the other, so that no number is given twice.
  await transaction.query('select pg_advisory_xact_lock(20111209)');
  const [row] = await transaction.query<{ publication: number }>(
    `update runs
    set status = 'succeeded', published_at = clock_timestamp(), finished_at = clock_timestamp(),
      publication = (select coalesce(max(publication), 0) + 1 from runs as others where run_id <> :run_id)
    where run_id = :run_id
    returning publication`,
    { run_id: runId },
  );
  return row!.publication;
}

const renderPage = async (transaction: Transaction, runId: string): Promise<string> =>
  renderReport(
    dashboards,
    await readContent((sql, values) => transaction.query(sql, values), dashboards, runId),
  );
