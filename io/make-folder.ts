import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../core/errors/user-error.js';

/**
 * Makes a folder that the user names, with those above it that are missing. Node's own recursive `mkdir` tries for ever
 * where a folder says that a new one in it has no parent, as `/proc` does.
 * @throws UserError `CannotAccess` where no folder can be made, or the system's error, whose code says why
 */
export async function makeFolder(folder: string): Promise<void> {
  await mkdirOrFind(folder).catch(async (error) => {
    const parent = dirname(folder);
    if (error.code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdirOrFind(folder).catch((error) => {
      throw error.code === 'ENOENT' ? noFolder(folder, error) : error;
    });
  });
}

const mkdirOrFind = (folder: string) =>
  mkdir(folder).catch(async (error) => {
    if (error.code !== 'EEXIST' || !(await isFolder(folder))) throw error;
  });

const isFolder = async (path: string) => (await stat(path)).isDirectory();

const noFolder = (folder: string, cause: unknown) =>
  new UserError('CannotAccess', `'${folder}' cannot be used: no folder can be made there`, {
    remedy: 'Name another folder.',
    cause,
  });
