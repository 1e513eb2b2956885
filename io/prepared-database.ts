import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolderLock } from './folder-lock.js';
import { type DatabaseFiles, migrate } from './migrate.js';
import { openPglite } from './pglite-database.js';
import { makeQueryRole } from './query-role.js';

const pgliteManifest = 'node_modules/@electric-sql/pglite/package.json';

/** Of three databases that PostgreSQL makes, two are for making others of: half the files that are copied at a start. */
const unusedDatabases = ['template0', 'template1'];

/**
 * The folder of a closed, empty, migrated database, for `openPglite` to begin with. Made where `cacheFolder` does not
 * hold one for these files yet. Runs at build, in the project's folder.
 */
export async function preparedDatabase(cacheFolder: string, files: DatabaseFiles): Promise<string> {
  const { version } = JSON.parse(await readFile(pgliteManifest, 'utf8'));
  const hash = createHash('sha256')
    .update(JSON.stringify([version, files, unusedDatabases, 'query role']))
    .digest('hex');
  const folder = join(cacheFolder, `postgres-${hash.slice(0, 12)}`);
  await withFolderLock(folder, async () => {
    const isThere = await stat(folder).catch(() => null);
    if (!isThere) await makeDatabase(folder, files);
  });
  return folder;
}

async function makeDatabase(folder: string, files: DatabaseFiles): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const store = { read: () => Promise.reject(new Error('there is nothing to import')) };
  const database = await openPglite(unfinished, { store });
  try {
    await migrate(database, files);
    await makeQueryRole(database);
    await database.query('update pg_database set datistemplate = false');
    for (const name of unusedDatabases) await database.query(`drop database ${name}`);
  } finally {
    await database.close();
  }
  await rename(unfinished, folder);
  await rm(`${unfinished}.lock`, { recursive: true });
}
