import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { runKey } from '../../core/runs/keys.js';
import { readRunDocument, type StoredRunDocument } from '../../core/runs/read-run-document.js';
import type { RunDocument } from '../../core/runs/run-document.js';
import { openExecutionLog } from '../../io/execution-log.js';
import { readJson } from '../../io/read-json.js';
import { type Cloud, cloudHelp, cloudOptions, withCloud } from '../cloud/with-cloud.js';
import { deliverFiles } from '../deliver-files.js';
import { exitCodes } from '../exit-codes.js';
import { parseOptions } from '../parse-options.js';
import { headline } from '../terminal/show-answer.js';

export const help = `usage: insiders fetch [--run ID] [--dataset NAME] [--out DIR] [--stage NAME] [--region NAME] [--profile NAME]

Gets the page and the lists of a run from the cloud.

  --run ID         which run (default: the newest that succeeded)
  --dataset NAME   the newest of this dataset
  --out DIR        where they go (default insiders-out)
${cloudHelp}`;

export async function run(words: string[]): Promise<number> {
  const { values } = parseOptions('fetch', words, {
    run: { type: 'string' },
    dataset: { type: 'string' },
    out: { type: 'string', default: 'insiders-out' },
    ...cloudOptions,
  });
  const { out } = values;
  const document = await withCloud(values, async (cloud) => {
    const runId = values.run ?? (await newestRun(cloud, values.dataset));
    return fetchRun(cloud, runId, out);
  });
  process.stdout.write(`${headline(document)}\n\n`);
  return exitCodes.done;
}

async function newestRun({ stepFunctions, stateMachineArn }: Cloud, dataset?: string): Promise<string> {
  for await (const execution of openExecutionLog(stepFunctions, stateMachineArn).newest()) {
    const isWanted = dataset === undefined || execution.dataset === dataset;
    if (isWanted && execution.status === 'SUCCEEDED' && execution.runId !== null) return execution.runId;
  }
  const what = dataset === undefined ? 'no run' : `no run of '${dataset}'`;
  throw new UserError('UnknownRun', `${what} has succeeded in the last 90 days`, {
    remedy: 'See insiders status. An older run can be named with --run.',
  });
}

async function fetchRun({ store }: Cloud, runId: string, out: string): Promise<RunDocument> {
  const objects = await store.list(runKey(runId, 'publish', ''));
  if (objects.length === 0) {
    throw new UserError('UnknownRun', `there are no results of a run '${runId}'`, {
      remedy: 'insiders status names the runs that succeeded.',
    });
  }
  await deliverFiles(out, async (folder) => {
    for (const { key } of objects) await copyFile(await store.openFile(key), join(folder, basename(key)));
  });
  for (const { key } of objects) process.stdout.write(`${join(out, basename(key))}\n`);
  return readRunDocument(await readJson<StoredRunDocument>(store, runKey(runId, 'publish', 'run.json')));
}
