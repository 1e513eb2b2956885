import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeaturizeReport } from '../../core/featurize-report.js';
import { runKey } from '../../core/keys.js';
import type { Rules } from '../../core/rules.js';
import { UserError } from '../../core/user-error.js';
import { customerTable } from '../../io/customers/customer-table.js';
import { type LocalIo, openLocalIo } from '../../io/local-io.js';
import { putUploads } from '../../io/put-upload.js';
import { readJson } from '../../io/read-json.js';
import { clean } from '../../lambdas/clean/clean.js';
import { featurize } from '../../lambdas/featurize/featurize.js';
import { ingest } from '../../lambdas/ingest/ingest.js';
import { plan } from '../../lambdas/plan/plan.js';
import type { NewCustomers } from './new-customers.js';

/**
 * Customers from a file of their orders, read, cleaned and described by a run's rules, in a folder that is removed
 * again: the run's own dataset stays as it is.
 * @throws UserError `FeaturesMissing` if the orders cannot give a feature of the model; those of the steps
 */
export async function readCustomerOrders(
  file: string,
  rules: Rules,
  names: readonly string[],
): Promise<NewCustomers> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-assign-'));
  const io = openLocalIo(home);
  try {
    const dataset = 'new-customers';
    const files = await putUploads(join(home, 'store'), dataset, [file]);
    const startedAt = new Date().toISOString();
    const { runId, files: planned } = await plan({ dataset, files, rules, startedAt }, io);
    const task = { dataset, runId };
    const { rejected } = await ingest({ ...task, ...planned[0]! }, io);
    await clean(task, io);
    await featurize(task, io);
    const { leftOut, asOf } = await readJson<FeaturizeReport>(
      io.store,
      runKey(runId, 'featurize', 'featurize.json'),
    );
    const missing = leftOut.filter(({ feature }) => names.includes(feature));
    if (missing.length > 0) throw featuresMissing(file, missing);
    const notes = [`days are counted to ${asOf}, the last day that counts in ${file}`];
    if (rejected > 0) notes.push(`${rejected} lines of ${file} could not be read; insiders run lists them`);
    return { ...(await readFeatured(io, runId, names)), notes };
  } finally {
    await io.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function readFeatured(
  { store, withEngine }: LocalIo,
  runId: string,
  names: readonly string[],
): Promise<Omit<NewCustomers, 'notes'>> {
  const path = await store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  return withEngine(async (engine) => {
    const table = customerTable(engine, path);
    const ids = await table.ids({ from: 0, to: await table.count() });
    return { ids, features: await table.features(names, 'all') };
  });
}

const featuresMissing = (file: string, missing: FeaturizeReport['leftOut']) =>
  new UserError(
    'FeaturesMissing',
    `the orders cannot give ${missing.map(({ feature, reason }) => `${feature} (${reason})`).join(', ')}`,
    { remedy: 'The model needs it: give orders with the columns that the run had.', file },
  );
