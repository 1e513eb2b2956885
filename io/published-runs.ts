import { publishedKey } from '../core/keys.js';
import type { ObjectStore } from './object-store.js';
import { readJson } from './read-json.js';

/** Runs in the order in which they were first published. */
interface PublishedRuns {
  readonly version: 1;
  readonly runs: readonly string[];
}

/**
 * The run that a run is compared with: the one published last before it. A run that was published already is compared
 * with the same one as then, so that its rows stay the same. Null where there is none.
 */
export async function previousRun(
  store: ObjectStore,
  dataset: string,
  runId: string,
): Promise<string | null> {
  const { runs } = await readPublished(store, dataset);
  const at = runs.indexOf(runId);
  return runs[(at < 0 ? runs.length : at) - 1] ?? null;
}

/** @throws Error named `ObjectChanged` when another run was published meanwhile: trying again mends it */
export async function addPublished(store: ObjectStore, dataset: string, runId: string): Promise<void> {
  const { runs, storedVersion } = await readPublished(store, dataset);
  if (runs.includes(runId)) return;
  const document: PublishedRuns = { version: 1, runs: [...runs, runId] };
  await store.writeIf(publishedKey(dataset), JSON.stringify(document, null, 2), storedVersion);
}

interface StoredRuns extends Pick<PublishedRuns, 'runs'> {
  /** Of the object; null where there is none yet. */
  readonly storedVersion: string | null;
}

async function readPublished(store: ObjectStore, dataset: string): Promise<StoredRuns> {
  const stored = await store.stat(publishedKey(dataset));
  if (!stored) return { runs: [], storedVersion: null };
  const { runs } = await readJson<PublishedRuns>(store, stored.key);
  return { runs, storedVersion: stored.version };
}
