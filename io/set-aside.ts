import { setAsideKey, setAsidePrefix } from '../core/runs/keys.js';
import { contentOf } from '../core/uploads/upload-id.js';
import type { ObjectStore } from './object-store.js';
import { readJson } from './read-json.js';

/** Why a file is not read by itself: a run with it could not be, or somebody took it out. */
export interface SetAside {
  readonly uploadId: string;
  readonly file: string;
  /** The run that was refused; null where the file was taken out. */
  readonly runId: string | null;
  /** The error's name, null where the file was taken out; and why, in words. */
  readonly error: string | null;
  readonly message: string;
}

export const setAside = (store: ObjectStore, dataset: string, why: SetAside): Promise<void> =>
  store.write(setAsideKey(dataset, contentOf(why.uploadId)), JSON.stringify(why));

/** When each content was set aside. */
export async function setAsideTimes(store: ObjectStore, dataset: string): Promise<ReadonlyMap<string, Date>> {
  const prefix = setAsidePrefix(dataset);
  const objects = await store.list(prefix);
  return new Map(
    objects.map(({ key, modifiedAt }) => [key.slice(prefix.length, -'.json'.length), modifiedAt]),
  );
}

export async function readSetAside(store: ObjectStore, dataset: string): Promise<SetAside[]> {
  const objects = await store.list(setAsidePrefix(dataset));
  return Promise.all(objects.map(({ key }) => readJson<SetAside>(store, key)));
}
