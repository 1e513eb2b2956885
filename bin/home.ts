import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalIo, openLocalIo } from '../io/local-io.js';
import { mendDatabase } from '../io/mend-database.js';

/** What is kept between runs (uploads, lake, database) lives beside the results, in one folder to delete. */
export const homeOf = (out: string) => join(out, 'data');

/**
 * The folder's store and database, which begins as a copy of the one that the build has prepared, and which follows
 * what the store says is published.
 */
export function openHome(home: string, onWait: (note: string) => void): LocalIo {
  const prepared = fileURLToPath(new URL('./database', import.meta.url));
  return openLocalIo(home, undefined, { database: { prepared, onWait, onOpen: mendDatabase } });
}

/** The same for those who only look: what they spill is no business of a run's. */
export function openToRead(home: string, onWait: (note: string) => void): LocalIo {
  const prepared = fileURLToPath(new URL('./database', import.meta.url));
  return openLocalIo(home, undefined, {
    database: { prepared, onWait, onOpen: mendDatabase },
    tempRoot: tmpdir(),
  });
}
