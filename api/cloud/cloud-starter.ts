import { createHash, randomUUID } from 'node:crypto';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { UserError } from '../../core/errors/user-error.js';
import { startKey, uploadKey } from '../../core/runs/keys.js';
import { type Execution, openExecutionLog } from '../../io/execution-log.js';
import { openExecutions } from '../../io/executions.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readManifest } from '../../io/read-manifest.js';
import { claimStart } from '../../lambdas/start/claim-start.js';
import type { Link, Schemas, Starter } from '../call.js';
import { unknownDataset } from '../visible-run.js';

export interface CloudStarterOptions {
  readonly store: ObjectStore;
  readonly stepFunctions: SFNClient;
  readonly stateMachineArn: string;
  /** A link to put one object of just that size and type. */
  linkPut(key: string, bytes: number, type: string): Promise<Link>;
}

/** Executions of the state machine. An execution's name follows from the caller's key, and there is one of a name. */
export function openCloudStarter({
  store,
  stepFunctions,
  stateMachineArn,
  linkPut,
}: CloudStarterOptions): Starter {
  const log = openExecutionLog(stepFunctions, stateMachineArn);
  const executions = openExecutions(stepFunctions, stateMachineArn);
  const find = async (dataset: string, name: string) => {
    const found = await log.read(`${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`);
    return found?.dataset === dataset ? describe(found) : undefined;
  };
  return {
    find,
    async start(dataset, key, uploads) {
      const name = nameOf(dataset, key);
      const before = await find(dataset, name);
      if (before) return before;
      const files = uploads.map((upload) => uploadKey(dataset, upload));
      await checkUploads(store, dataset, files);
      const claim = await store.stat(startKey(dataset));
      const isRunning = (await executions.running()).some((input) => input.dataset === dataset);
      if (isRunning || !(await claimStart(store, dataset, name, claim))) throw runInProgress(dataset);
      await executions.start(name, { dataset, ...(files.length > 0 && { files }) });
      return (await find(dataset, name)) ?? beginning(dataset, name);
    },
    async linkUpload(dataset, { file, bytes, type }) {
      const upload = `${randomUUID()}/${file}`;
      return { upload, ...(await linkPut(uploadKey(dataset, upload), bytes, type)) };
    },
  };
}

const nameOf = (dataset: string, key: string) =>
  `${dataset}-${createHash('sha256').update(`${dataset}\n${key}`).digest('hex').slice(0, 24)}`;

async function checkUploads(store: ObjectStore, dataset: string, files: readonly string[]): Promise<void> {
  if (files.length === 0 && (await readManifest(store, dataset)).runs.length === 0)
    throw unknownDataset(dataset);
  for (const key of files) {
    const isOurs = key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
    if (!isOurs || (await store.keys(key)).includes(key) === false) throw unknownUpload(key, dataset);
  }
}

const unknownUpload = (key: string, dataset: string) =>
  new UserError('UnknownUpload', `nothing was uploaded as '${key}'`, {
    remedy: `Ask for a link first: POST /v1/datasets/${dataset}/uploads, then PUT the file to it.`,
  });

const runInProgress = (dataset: string) =>
  new UserError('RunInProgress', `a run of '${dataset}' is going on or about to begin`, {
    remedy: 'Start another when it has ended.',
  });

const statuses: Readonly<Record<Execution['status'], Schemas['Execution']['status']>> = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'failed',
};

const describe = ({
  name,
  dataset,
  status,
  startedAt,
  runId,
  error,
  cause,
}: Execution): Schemas['Execution'] => ({
  ...{ dataset, execution: name, status: statuses[status], startedAt: startedAt.toISOString(), runId },
  problem: statuses[status] === 'failed' ? [error, cause].filter(Boolean).join(': ') || status : null,
});

/** One that was started just now is not always found at once. */
const beginning = (dataset: string, execution: string): Schemas['Execution'] => ({
  ...{ dataset, execution, status: 'running', startedAt: new Date().toISOString() },
  ...{ runId: null, problem: null },
});
