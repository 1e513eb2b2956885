import { lakeKey } from '../../core/runs/keys.js';
import { type ManifestUpload, publishRun } from '../../core/runs/manifest.js';
import type { Plan } from '../../core/runs/plan.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import { changeManifest } from '../../io/read-manifest.js';

/**
 * Makes the files that a run has read part of its dataset, and the run one of its published ones: from here on it
 * counts. Only those files: what was taken out since the run was planned stays out.
 * @throws Error named `ObjectChanged` when other runs did so again and again meanwhile
 */
export const commitRun = (
  store: ObjectStore,
  { dataset, runId }: Plan,
  uploads: readonly ManifestUpload[],
  publication: number,
): Promise<void> =>
  changeManifest(store, dataset, (manifest) => publishRun(manifest, { runId, publication }, uploads));

/** What the manifest will say of the files that a run has read. */
export const uploadsOfRun = (
  store: ObjectStore,
  { dataset, runId, files }: Plan,
): Promise<ManifestUpload[]> =>
  Promise.all(
    files.map(async ({ uploadId }) => {
      const { file, read, kept, rejected, from, to, lake } = await readJson<ManifestUpload>(
        store,
        lakeKey(dataset, uploadId, 'json'),
      );
      return { uploadId, file, read, kept, rejected, from: from ?? null, to: to ?? null, lake, runId };
    }),
  );
