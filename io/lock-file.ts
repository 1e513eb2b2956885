import { constants, copyFile, link, rm, stat, writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { UserError } from '../core/errors/user-error.js';

const open = (path: string) => DuckDBInstance.create(path, { threads: '1' });

/**
 * Locks a file until the function that it gives is called, or the process ends; null where somebody else has locked it.
 * Nobody but DuckDB may open it: whoever closes a file gives up its process's locks of it.
 * @throws UserError `NoLocks`, `CannotAccess`
 */
export async function lockFile(file: string): Promise<(() => void) | null> {
  if (!(await exists(file))) await makeWhole(file, async (path) => (await open(path)).closeSync());
  try {
    const instance = await open(file);
    return () => instance.closeSync();
  } catch (error) {
    const { message } = error as Error;
    if (/Conflicting lock is held|being used by another process/.test(message)) return null;
    if (message.includes('Could not set lock')) throw noLocks(file, error);
    throw unusable(file, error);
  }
}

/** The file appears whole, and never takes the place of one that somebody has locked. */
async function makeWhole(file: string, make: (path: string) => Promise<void>): Promise<void> {
  const unfinished = `${file}.${crypto.randomUUID()}`;
  // Node says by its code what is wrong with the place.
  await writeFile(unfinished, '');
  await rm(unfinished);
  try {
    await make(unfinished);
    // Some file systems have no links.
    await link(unfinished, file)
      .catch((error) => (isThere(error) ? undefined : copyFile(unfinished, file, constants.COPYFILE_EXCL)))
      .catch((error) => {
        if (!isThere(error)) throw error;
      });
  } finally {
    await rm(unfinished, { force: true });
  }
}

const isThere = (error: NodeJS.ErrnoException) => error.code === 'EEXIST';

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

const noLocks = (file: string, cause: unknown) =>
  new UserError(
    'NoLocks',
    `the file system of '${file}' cannot lock files, so that two runs could meet there`,
    {
      remedy: 'Name a folder on another disk with --out.',
      cause,
    },
  );

const unusable = (file: string, cause: unknown) =>
  new UserError('CannotAccess', `'${file}' cannot be locked: ${(cause as Error).message.split('\n')[0]}`, {
    remedy: 'Remove that file when no other insiders uses the folder, and try again.',
    cause,
  });
