import { createHash } from 'node:crypto';

const digestOf = (words: readonly string[]) => createHash('sha256').update(JSON.stringify(words)).digest();

/** An entity id as Metabase makes them at random (21 characters of A-Z a-z 0-9 _ -), here the same for the same words. */
export const entityId = (...words: string[]): string => digestOf(words).toString('base64url').slice(0, 21);

/** A UUID that is the same for the same words. */
export function uuidOf(...words: string[]): string {
  const hex = digestOf(words).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
