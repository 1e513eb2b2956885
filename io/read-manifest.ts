import { UserError } from '../core/errors/user-error.js';
import { manifestKey, publishedKey } from '../core/runs/keys.js';
import { emptyManifest, type Manifest } from '../core/runs/manifest.js';
import type { ObjectStore } from './object-store.js';
import { damagedObject, readJson } from './read-json.js';

/** As earlier versions of the program wrote it, beside a list of runs. */
interface FirstManifest {
  readonly version: 1;
  readonly uploads: Manifest['uploads'];
}

interface StoredManifest {
  readonly manifest: Manifest;
  /** Of the object; null where there is none yet. */
  readonly storedVersion: string | null;
}

export const readManifest = async (store: ObjectStore, dataset: string): Promise<Manifest> =>
  (await readStored(store, dataset)).manifest;

/** Writers of one dataset are few: each finds what the others wrote. */
const mostTries = 4;

/**
 * Changes a dataset, in one conditional write.
 * @throws Error named `ObjectChanged` when somebody else did so again and again
 */
export async function changeManifest(
  store: ObjectStore,
  dataset: string,
  change: (manifest: Manifest) => Manifest,
): Promise<void> {
  for (let triesLeft = mostTries - 1; ; triesLeft--) {
    const { manifest, storedVersion } = await readStored(store, dataset);
    const [before, after] = [manifest, change(manifest)].map((one) => JSON.stringify(one, null, 2));
    if (after === before) return;
    try {
      return await store.writeIf(manifestKey(dataset), after!, storedVersion);
    } catch (error) {
      if ((error as Error).name !== 'ObjectChanged' || triesLeft === 0) throw error;
    }
  }
}

async function readStored(store: ObjectStore, dataset: string): Promise<StoredManifest> {
  const stored = await store.stat(manifestKey(dataset));
  if (!stored) return { manifest: emptyManifest, storedVersion: null };
  const manifest = await readJson<Manifest | FirstManifest>(store, stored.key);
  if (!isManifest(manifest)) throw damagedObject(stored.key, 'it lists no uploads');
  if (manifest.version === 2) return { manifest, storedVersion: stored.version };
  if (manifest.version !== 1) throw writtenByLater(stored.key);
  const { uploads } = manifest;
  return {
    manifest: { version: 2, uploads, runs: await firstRuns(store, dataset) },
    storedVersion: stored.version,
  };
}

/** Of any version: later ones may list more. */
const isManifest = (document: Manifest | FirstManifest | null): document is Manifest | FirstManifest =>
  typeof document?.version === 'number' &&
  (document.version !== 2 || Array.isArray(document.runs)) &&
  (document.version > 2 || Array.isArray(document.uploads));

async function firstRuns(store: ObjectStore, dataset: string): Promise<Manifest['runs']> {
  const key = publishedKey(dataset);
  if (!(await store.stat(key))) return [];
  const { runs } = await readJson<{ runs: readonly string[] }>(store, key);
  return runs.map((runId, i) => ({ runId, publication: i + 1 }));
}

const writtenByLater = (key: string) =>
  new UserError('FolderIsNewer', `'${key}' was written by a later version of the program`, {
    remedy: 'Use that version or a later one.',
  });
