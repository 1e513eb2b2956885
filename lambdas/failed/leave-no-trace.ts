import { basename } from 'node:path';
import { dataErrors } from '../../core/errors/data-errors.js';
import { runKey } from '../../core/runs/keys.js';
import { withdrawRun } from '../../core/runs/manifest.js';
import type { Plan } from '../../core/runs/plan.js';
import { contentOf } from '../../core/uploads/upload-id.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import { changeManifest, readManifest } from '../../io/read-manifest.js';
import { setAside } from '../../io/set-aside.js';
import { messageOf } from './failure-notice.js';

export interface Failure {
  readonly dataset: string;
  readonly runId: string;
  readonly state: string;
  readonly error: string;
  readonly cause: string;
}

/**
 * What a run that was never published has added to its dataset goes out of it again, and files that the data's own
 * error will meet again are set aside, so that the next run is one that never saw them.
 */
export async function leaveNoTrace(store: ObjectStore, failure: Failure): Promise<void> {
  const { dataset, runId } = failure;
  await changeManifest(store, dataset, (manifest) => withdrawRun(manifest, runId));
  // `ingest` knows which of the files it was, and says so itself.
  if (failure.state !== 'ingest' && dataErrors.has(failure.error)) await setAsideAll(store, failure);
}

async function setAsideAll(store: ObjectStore, { dataset, runId, error, cause }: Failure): Promise<void> {
  const { files } = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  const { uploads } = await readManifest(store, dataset);
  const counted = new Set(uploads.map(({ uploadId }) => contentOf(uploadId)));
  for (const { key, uploadId } of files) {
    if (counted.has(contentOf(uploadId))) continue;
    await setAside(store, dataset, {
      uploadId,
      file: basename(key),
      runId,
      error,
      message: messageOf(cause),
    });
  }
}
