import { join } from 'node:path';
import { type LentDatabase, lendDatabase } from '../api/lent-database.js';
import type { Database } from '../io/database.js';
import { isFolderWanted } from '../io/folder-lock.js';
import { onlyRead } from '../io/query-role.js';
import { openToRead } from './home.js';

/**
 * The database of a folder of results, which only reads, and is let go of when a run wants it.
 * @param say told what it waits for, the first time; without it nobody waits for long
 */
export function lendHome(home: string, say?: (note: string) => void): LentDatabase {
  let isFirst = true;
  return lendDatabase({
    async open() {
      const database = await openDatabase(home, isFirst ? say : undefined);
      isFirst = false;
      return database;
    },
    isWanted: () => isFolderWanted(join(home, 'postgres')),
  });
}

/** While a run has it, whoever asks does not wait for long. */
async function openDatabase(home: string, say: ((note: string) => void) | undefined): Promise<Database> {
  const io = say ? openToRead(home, say) : openToRead(home, () => {}, { waitSeconds: longestWaitSeconds });
  const database = await io.database();
  await onlyRead(database);
  return database;
}

const longestWaitSeconds = 2;
