import { basename } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { contentOf } from '../../core/uploads/upload-id.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readManifest } from '../../io/read-manifest.js';
import { setAside } from '../../io/set-aside.js';

export interface IngestInput {
  readonly dataset: string;
  readonly runId: string;
  readonly key: string;
  readonly uploadId: string;
}

/** Reads an upload; where it cannot be read it is set aside, so that later runs of the dataset do not fail by it. */
export async function orSetAside<T>(
  { dataset, runId, key, uploadId }: IngestInput,
  store: ObjectStore,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError && !(await isCounted(store, dataset, uploadId))) {
      const { name, message } = error;
      await setAside(store, dataset, { uploadId, file: basename(key), runId, error: name, message });
    }
    throw error;
  }
}

async function isCounted(store: ObjectStore, dataset: string, uploadId: string): Promise<boolean> {
  const { uploads } = await readManifest(store, dataset);
  return uploads.some((upload) => contentOf(upload.uploadId) === contentOf(uploadId));
}
