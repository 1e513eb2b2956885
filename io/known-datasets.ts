import { datasetOf } from '../core/runs/keys.js';
import type { ObjectStore } from './object-store.js';

/** The datasets of which there is something, in the lake or waiting, in the order of their names. */
export async function knownDatasets(store: ObjectStore): Promise<string[]> {
  const keys = [...(await store.keys('lake/')), ...(await store.keys('uploads/'))];
  const names = keys.flatMap((key) => /^lake\/([^/]+)\//.exec(key)?.[1] ?? datasetOf(key) ?? []);
  return [...new Set(names)].sort();
}
