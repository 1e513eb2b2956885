import type { ObjectStore } from './object-store.js';

/** A stored JSON document. @throws Error named `ObjectNotFound` */
export async function readJson<T>(store: ObjectStore, key: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await store.read(key)));
}
