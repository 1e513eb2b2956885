import { lakeKey, manifestKey } from '../../core/keys.js';
import { addUploads, emptyManifest, type Manifest, type ManifestUpload } from '../../core/manifest.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';

/**
 * Makes the uploads part of the dataset, in one conditional write.
 * @throws Error named `ObjectChanged` when another run did so meanwhile: trying again mends it
 */
export async function commitManifest(
  store: ObjectStore,
  dataset: string,
  uploadIds: readonly string[],
): Promise<void> {
  const key = manifestKey(dataset);
  const stored = await store.stat(key);
  const manifest: Manifest = stored ? await readJson(store, key) : emptyManifest;
  const uploads = await Promise.all(uploadIds.map((uploadId) => describeUpload(store, dataset, uploadId)));
  const wanted = JSON.stringify(addUploads(manifest, uploads), null, 2);
  if (wanted === JSON.stringify(manifest, null, 2)) return;
  await store.writeIf(key, wanted, stored?.version ?? null);
}

async function describeUpload(
  store: ObjectStore,
  dataset: string,
  uploadId: string,
): Promise<ManifestUpload> {
  const { file, read, kept, rejected } = await readJson<ManifestUpload>(
    store,
    lakeKey(dataset, uploadId, 'json'),
  );
  return { uploadId, file, read, kept, rejected };
}
