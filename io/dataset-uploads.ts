import { uploadsPrefix } from '../core/runs/keys.js';
import { removeUpload } from '../core/runs/manifest.js';
import { contentOf } from '../core/uploads/upload-id.js';
import { type ListedUpload, listUploads } from '../core/uploads/upload-list.js';
import type { ObjectStore } from './object-store.js';
import { changeManifest, readManifest } from './read-manifest.js';
import { readSetAside, setAside } from './set-aside.js';

export async function uploadsOf(store: ObjectStore, dataset: string): Promise<ListedUpload[]> {
  return listUploads(
    await readManifest(store, dataset),
    await readSetAside(store, dataset),
    await store.list(uploadsPrefix(dataset)),
  );
}

/**
 * Takes an upload out of its dataset: from the next run on it does not count, and no run reads it by itself. The file,
 * what was read of it, and results so far stay.
 */
export async function takeOut(
  store: ObjectStore,
  dataset: string,
  { uploadId, file }: ListedUpload,
): Promise<void> {
  // First, so that it is not found new where this ends half-way.
  await setAside(store, dataset, { uploadId, file, runId: null, error: null, message: 'taken out by hand' });
  await changeManifest(store, dataset, (manifest) => {
    const found = manifest.uploads.find((other) => contentOf(other.uploadId) === contentOf(uploadId));
    return found ? removeUpload(manifest, found.uploadId) : manifest;
  });
}
