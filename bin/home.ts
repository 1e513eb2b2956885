import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countInWords } from '../core/words/figures.js';
import type { FolderLockOptions } from '../io/folder-lock.js';
import { type LocalIo, type LocalIoOptions, openLocalIo } from '../io/local-io.js';
import { mendDatabase } from '../io/mend-database.js';

/** What is kept between runs (uploads, lake, database) lives beside the results, in one folder to delete. */
export const homeOf = (out: string) => join(out, 'data');

/** The empty database that the build has prepared, which a new one begins as a copy of. */
export const preparedFolder = fileURLToPath(new URL('./database', import.meta.url));

/** The folder's store, and its database, which follows what the store says is published. */
export const openHome = (home: string, say: (note: string) => void): LocalIo =>
  openLocalIo(home, undefined, { database: databaseOf(say) });

/** The same for those who only look: what they spill is no business of a run's. */
export const openToRead = (
  home: string,
  say: (note: string) => void,
  options: Pick<FolderLockOptions, 'waitSeconds'> = {},
): LocalIo =>
  openLocalIo(home, undefined, { database: { ...databaseOf(say), ...options }, tempRoot: tmpdir() });

const databaseOf = (say: (note: string) => void): LocalIoOptions['database'] => ({
  prepared: preparedFolder,
  onWait: say,
  async onOpen(database, store) {
    const missing = await mendDatabase(database, store);
    if (missing > 0) {
      say(
        `missing in the database: ${countInWords(missing, 'published run')}; insiders rebuild brings back what is missing`,
      );
    }
  },
});
