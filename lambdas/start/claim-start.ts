import { startKey } from '../../core/runs/keys.js';
import type { ObjectStore, StoredObject } from '../../io/object-store.js';

/**
 * Lets the caller start an execution of a dataset, unless somebody else was first.
 * @param before the claim that the caller has seen; null where there was none
 */
export async function claimStart(
  store: ObjectStore,
  dataset: string,
  execution: string,
  before: StoredObject | null,
): Promise<boolean> {
  try {
    await store.writeIf(startKey(dataset), JSON.stringify({ execution }), before?.version ?? null);
    return true;
  } catch (error) {
    if ((error as Error).name === 'ObjectChanged') return false;
    throw error;
  }
}
