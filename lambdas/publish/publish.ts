import { lakeKey, runKey } from '../../core/keys.js';
import type { Plan } from '../../core/plan.js';
import type { Profile } from '../../core/profile.js';
import type { Receipt } from '../../core/receipt.js';
import { type LineCounts, runDocument } from '../../core/run-document.js';
import { dashboards } from '../../dashboards/dashboards.js';
import type { Transaction } from '../../io/database.js';
import type { ObjectStore } from '../../io/object-store.js';
import { addPublished } from '../../io/published-runs.js';
import { readJson } from '../../io/read-json.js';
import type { Step } from '../../io/step-io.js';
import { readContent } from '../../report/read-content.js';
import { renderReport } from '../../report/render-report.js';
import { writeLists } from './write-lists.js';

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
  await writeLists(io, runId);
  await writeRunDocument(store, runId);
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

async function writeRunDocument(store: ObjectStore, runId: string): Promise<void> {
  const plan = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  const receipt = await readJson<Receipt>(store, runKey(runId, 'clean', 'receipt.json'));
  const profile = await readJson<Profile<unknown>>(store, runKey(runId, 'profile', 'profile.json'));
  const document = runDocument(plan, await countLines(store, plan), receipt, profile);
  await store.write(runKey(runId, 'publish', 'run.json'), `${JSON.stringify(document, null, 2)}\n`);
}

async function countLines(store: ObjectStore, { dataset, uploads }: Plan): Promise<LineCounts> {
  const counts = await Promise.all(
    uploads.map((uploadId) => readJson<LineCounts>(store, lakeKey(dataset, uploadId, 'json'))),
  );
  const sum = (pick: (count: LineCounts) => number) =>
    counts.reduce((total, count) => total + pick(count), 0);
  return {
    read: sum(({ read }) => read),
    kept: sum(({ kept }) => kept),
    rejected: sum(({ rejected }) => rejected),
  };
}
