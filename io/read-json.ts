import { UserError } from '../core/errors/user-error.js';
import type { ObjectStore } from './object-store.js';

/**
 * A stored JSON document.
 * @throws Error named `ObjectNotFound`; UserError `DamagedObject` where it is no JSON any more
 */
export async function readJson<T>(store: ObjectStore, key: string): Promise<T> {
  const text = new TextDecoder().decode(await store.read(key));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damagedObject(key, (error as Error).message, error);
  }
}

/** What we have written whole, and somebody else or the disk has changed. */
export const damagedObject = (key: string, how: string, cause?: unknown) =>
  new UserError('DamagedObject', `'${key}' in the store is damaged: ${how}`, {
    remedy:
      'Restore it from a copy, or name another folder and give it the files again: they are kept below uploads/ in the store.',
    cause,
  });
