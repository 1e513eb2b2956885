import { uploadsPrefix } from '../core/runs/keys.js';
import type { Manifest } from '../core/runs/manifest.js';
import { isUpload } from '../core/uploads/is-upload.js';
import { contentOf } from '../core/uploads/upload-id.js';
import type { ObjectStore, StoredObject } from './object-store.js';
import { setAsideTimes } from './set-aside.js';

/**
 * The files below `uploads/<dataset>/` that a run reads by itself: those whose content is not in the dataset, but for
 * those that were set aside and not dropped again since. In order of arrival.
 */
export async function newUploads(
  store: ObjectStore,
  dataset: string,
  { uploads }: Manifest,
): Promise<StoredObject[]> {
  const known = new Set(uploads.map(({ uploadId }) => contentOf(uploadId)));
  const dropped = (await store.list(uploadsPrefix(dataset))).filter(
    (object) => isUpload(object) && !known.has(contentOf(object.version)),
  );
  if (dropped.length === 0) return [];
  const refusedAt = await setAsideTimes(store, dataset);
  return dropped
    .filter(({ version, modifiedAt }) => {
      const refused = refusedAt.get(contentOf(version));
      return refused === undefined || modifiedAt > refused;
    })
    .sort(byArrival);
}

const byArrival = (a: StoredObject, b: StoredObject) =>
  a.modifiedAt.getTime() - b.modifiedAt.getTime() || (a.key < b.key ? -1 : 1);
