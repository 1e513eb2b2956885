import { randomUUID } from 'node:crypto';
import { UserError } from '../../core/errors/user-error.js';
import { datasetOf, manifestKey, startKey, uploadsPrefix } from '../../core/runs/keys.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import { type ExecutionInput, openExecutions } from '../../io/executions.js';
import type { ObjectStore } from '../../io/object-store.js';
import { claimStart } from '../../lambdas/start/claim-start.js';
import { type Cloud, cloudHelp, cloudOptions, withCloud } from '../cloud/with-cloud.js';
import { exitCodes } from '../exit-codes.js';
import { parseOptions } from '../parse-options.js';
import { readRules } from '../read-rules.js';

export const help = `usage: insiders start --dataset NAME [--rules FILE] [--file KEY…] [--stage NAME] [--region NAME] [--profile NAME]

Starts a run of a dataset in the cloud. The same uploads with the same rules are the same run: nothing is doubled.

  --rules FILE     business choices for this run, as insiders rules prints them (default: those stored for the dataset)
  --file KEY       an upload to read again, as uploads/shop/orders.csv; can be repeated (default: what is new)
${cloudHelp}`;

export async function run(words: string[]): Promise<number> {
  const { values } = parseOptions('start', words, {
    dataset: { type: 'string' },
    rules: { type: 'string' },
    file: { type: 'string', multiple: true },
    ...cloudOptions,
  });
  const { dataset } = values;
  if (dataset === undefined) {
    throw new UserError('WrongUsage', 'start needs a dataset', {
      remedy: 'For example: insiders start --dataset shop',
    });
  }
  checkDatasetName(dataset);
  const input: ExecutionInput = {
    dataset,
    ...(values.file && { files: values.file }),
    ...(values.rules !== undefined && { rules: await readRules(values.rules) }),
  };
  const execution = await withCloud(values, (cloud) => startBy(cloud, input));
  process.stdout.write(`started ${execution}\n`);
  process.stdout.write(`insiders status --dataset ${dataset} --watch shows how it goes\n`);
  return exitCodes.done;
}

/** Two runs of one dataset never overlap: the claim keeps the starter off, too. */
async function startBy(
  { store, stepFunctions, stateMachineArn }: Cloud,
  input: ExecutionInput,
): Promise<string> {
  const { dataset, files = [] } = input;
  await checkDataset(store, dataset);
  for (const key of files) await checkUpload(store, key);
  const executions = openExecutions(stepFunctions, stateMachineArn);
  const before = await store.stat(startKey(dataset));
  const isRunning = (await executions.running()).some((running) => running.dataset === dataset);
  const execution = `${dataset}-${randomUUID()}`;
  if (isRunning || !(await claimStart(store, dataset, execution, before))) throw runInProgress(dataset);
  await executions.start(execution, input);
  return execution;
}

async function checkDataset(store: ObjectStore, dataset: string): Promise<void> {
  if (await store.stat(manifestKey(dataset))) return;
  if ((await store.list(uploadsPrefix(dataset))).length > 0) return;
  const known = new Set((await store.list('uploads/')).map(({ key }) => datasetOf(key)).filter(Boolean));
  const others = known.size > 0 ? `The datasets are ${[...known].join(', ')}. ` : '';
  throw new UserError('UnknownDataset', `there is no dataset '${dataset}'`, {
    remedy: `${others}Give it a first file: insiders upload orders.csv --dataset ${dataset}`,
  });
}

async function checkUpload(store: ObjectStore, key: string): Promise<void> {
  if (await store.stat(key)) return;
  throw new UserError('UploadNotFound', `there is no upload '${key}'`, {
    remedy: 'Give its whole key, as insiders upload prints it after the name of the bucket.',
  });
}

const runInProgress = (dataset: string) =>
  new UserError('RunInProgress', `a run of '${dataset}' is going on or about to begin`, {
    remedy: `Wait for it: insiders status --dataset ${dataset} --watch`,
  });
