import { runKey } from '../../core/keys.js';
import { dashboards } from '../../dashboards/dashboards.js';
import type { Transaction } from '../../io/database.js';
import { addPublished } from '../../io/published-runs.js';
import type { Step } from '../../io/step-io.js';
import { readContent } from '../../report/read-content.js';
import { renderReport } from '../../report/render-report.js';
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
 */
export const publish: Step<PublishInput, PublishOutput> = async ({ dataset, runId }, io) => {
  const { store } = io;
  await writeFiles(io, runId, await readDocuments(store, runId));
  const database = await io.database();
  const page = await database.transaction(async (transaction) => {
    await transaction.query(makeVisible, { run_id: runId });
    const page = await renderPage(transaction, runId);
    await store.write(runKey(runId, 'publish', 'report.html'), page);
    return page;
  });
  await addPublished(store, dataset, runId);
  const size = (Buffer.byteLength(page) / 1e6).toFixed(1);
  return { dataset, runId, summary: `a page of ${size} MB and the lists; the run is visible` };
};

const makeVisible = `
  update runs
  set status = 'succeeded', published_at = clock_timestamp(), finished_at = clock_timestamp()
  where run_id = :run_id`;

const renderPage = async (transaction: Transaction, runId: string): Promise<string> =>
  renderReport(
    dashboards,
    await readContent((sql, values) => transaction.query(sql, values), dashboards, runId),
  );
