import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../core/errors/user-error.js';

export interface FolderLock {
  release(): Promise<void>;
}

export interface FolderLockOptions {
  /** How long to wait for another process to let go of the folder. */
  readonly waitSeconds?: number;
  /** Told once, when there is something to wait for. */
  readonly onWait?: (note: string) => void;
}

/** Folders that this process holds: the kernel's lock keeps out other processes only. */
const heldHere = new Set<string>();

/**
 * Keeps everybody else out of a folder, through a file in `<folder>.lock` that the kernel locks: also other containers,
 * and other machines that share the folder where its file system has locks. The lock ends with the process, however it
 * ends. Node cannot ask for such a lock itself; DuckDB takes one of a file that it opens to write.
 *
 * @throws UserError `FolderInUse` when the wait was in vain, `NoLocks`
 */
export async function lockFolder(
  folder: string,
  { waitSeconds = 30, onWait = () => {} }: FolderLockOptions = {},
): Promise<FolderLock> {
  const lockFolder = resolve(`${folder}.lock`);
  await mkdir(lockFolder, { recursive: true });
  const giveUpAt = performance.now() + waitSeconds * 1000;
  for (let isFirst = true; ; isFirst = false) {
    const lock = await claim(lockFolder);
    if (lock) return lock;
    const owner = await ownerOf(lockFolder);
    if (performance.now() >= giveUpAt) throw folderInUse(folder, owner, waitSeconds);
    if (isFirst) onWait(`waiting for ${owner}, which uses ${folder}`);
    await writeFile(join(lockFolder, wanted), '');
    // Of unequal length, so that two who came at once do not meet for ever.
    await sleep(50 + Math.random() * 100);
  }
}

/** Does the work while no other process may use the folder. */
export async function withFolderLock<T>(
  folder: string,
  work: () => Promise<T>,
  options?: FolderLockOptions,
): Promise<T> {
  const lock = await lockFolder(folder, options);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Whether somebody waits for the folder: whoever holds it for long may let go of it. */
export const isFolderWanted = (folder: string): Promise<boolean> =>
  exists(join(resolve(`${folder}.lock`), wanted));

const wanted = 'wanted';

/** Null where somebody else has it. */
async function claim(lockFolder: string): Promise<FolderLock | null> {
  if (heldHere.has(lockFolder)) return null;
  heldHere.add(lockFolder);
  try {
    // Loaded when it is needed: it brings DuckDB.
    const { lockFile } = await import('./lock-file.js');
    const letGo = await lockFile(join(lockFolder, 'held'));
    if (letGo) {
      await rm(join(lockFolder, wanted), { force: true });
      await writeFile(join(lockFolder, 'owner.json'), JSON.stringify(describeOwner()));
      return heldLock(lockFolder, letGo);
    }
  } catch (error) {
    heldHere.delete(lockFolder);
    throw error;
  }
  heldHere.delete(lockFolder);
  return null;
}

function heldLock(lockFolder: string, letGo: () => void): FolderLock {
  return {
    async release() {
      await rm(join(lockFolder, 'owner.json'), { force: true });
      letGo();
      heldHere.delete(lockFolder);
    },
  };
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
}

function describeOwner(): Owner {
  const [, program = '', command = ''] = process.argv;
  return { pid: process.pid, host: hostname(), command: `${basename(program, '.js')} ${command}`.trim() };
}

/** In words. Who has just come has not said yet who it is. */
async function ownerOf(lockFolder: string): Promise<string> {
  try {
    const { pid, host, command } = JSON.parse(
      await readFile(join(lockFolder, 'owner.json'), 'utf8'),
    ) as Owner;
    return `process ${pid}${host === hostname() ? '' : ` on ${host}`} (${command})`;
  } catch {
    return 'another process';
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

const folderInUse = (folder: string, owner: string, waitSeconds: number) =>
  new UserError(
    'FolderInUse',
    `${owner} uses ${folder} and did not let go of it within ${waitSeconds} seconds`,
    {
      remedy: 'Wait until it has finished, or use another folder.',
      file: folder,
    },
  );
