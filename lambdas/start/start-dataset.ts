import { hashDocument } from '../../core/runs/hash-document.js';
import { startKey } from '../../core/runs/keys.js';
import type { Executions } from '../../io/executions.js';
import { newUploads } from '../../io/new-uploads.js';
import type { ObjectStore, StoredObject } from '../../io/object-store.js';
import { readManifest } from '../../io/read-manifest.js';
import { claimStart } from './claim-start.js';

export interface StartIo {
  readonly store: ObjectStore;
  readonly executions: Executions;
  readonly now: Date;
  /** So long nothing must have been dropped. */
  readonly quietSeconds: number;
}

/** `waits`: ask again later. */
export type Outcome = 'started' | 'nothing new' | 'waits';

/**
 * How long a start counts as running though no execution is to be seen: longer than a starter lives, which may have
 * claimed the start and not done it yet, and than it takes until Step Functions lists an execution.
 */
const settlingSeconds = 90;

/**
 * Starts one execution for what is new in a dataset, unless one runs already or more is still being dropped. Asking
 * twice, at once, or out of order is harmless: what is new is read from the store, whoever may start is decided by one
 * conditional write, and the execution's name follows from the objects.
 */
export async function startDataset(dataset: string, isUrgent: boolean, io: StartIo): Promise<Outcome> {
  const { store, executions, quietSeconds } = io;
  const claim = await store.stat(startKey(dataset));
  if (claim && ageSeconds(claim, io) < settlingSeconds) return 'waits';
  if ((await executions.running()).some((input) => input.dataset === dataset)) return 'waits';

  const uploads = await newUploads(store, dataset, await readManifest(store, dataset));
  if (uploads.length === 0) return 'nothing new';
  if (!isUrgent && uploads.some((upload) => ageSeconds(upload, io) < quietSeconds)) return 'waits';

  const execution = executionName(dataset, uploads);
  if (!(await claimStart(store, dataset, execution, claim))) return 'waits';
  await executions.start(execution, { dataset });
  return 'started';
}

const ageSeconds = ({ modifiedAt }: StoredObject, { now }: StartIo) =>
  (now.getTime() - modifiedAt.getTime()) / 1000;

/** With the times, so that a file dropped again after a failure is a new start. */
function executionName(dataset: string, uploads: readonly StoredObject[]): string {
  const objects = uploads.map(({ key, version, modifiedAt }) => [key, version, modifiedAt.toISOString()]);
  // A folder may have any name; `plan` says what is wrong with it where people look.
  const readable = dataset.replaceAll(/[^a-z0-9_-]/gi, '-').slice(0, 40);
  return `${readable}-${hashDocument({ dataset, objects }).slice(0, 24)}`;
}
