import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../core/user-error.js';

export interface FolderLock {
  release(): Promise<void>;
}

export interface FolderLockOptions {
  /** How long to wait for another process to let go of the folder. */
  readonly waitSeconds?: number;
  /** Told once, when there is something to wait for. */
  readonly onWait?: (note: string) => void;
}

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one that was given the same pid. */
  readonly born: string;
  readonly file: string;
}

/**
 * Keeps every other process of this machine out of a folder, through files in `<folder>.lock`.
 *
 * Whoever wants the folder first puts a file of its own there and then looks: is there the file of another living
 * process, it takes its own away and waits. Of two that come at once at least one sees the other, so never both go
 * on. A dead process's file is just removed: its name is nobody else's, so there is nothing to be taken over twice.
 *
 * @throws UserError `FolderInUse` when the wait was in vain
 */
export async function lockFolder(
  folder: string,
  { waitSeconds = 30, onWait = () => {} }: FolderLockOptions = {},
): Promise<FolderLock> {
  const lockFolder = `${folder}.lock`;
  await mkdir(lockFolder, { recursive: true });
  const file = join(lockFolder, `${process.pid}-${await birthOf(process.pid)}-${crypto.randomUUID()}`);
  const giveUpAt = performance.now() + waitSeconds * 1000;
  for (let isFirst = true; ; isFirst = false) {
    const owner = await claim(lockFolder, file);
    if (!owner) return heldLock(file);
    if (performance.now() >= giveUpAt) throw folderInUse(folder, owner, waitSeconds);
    if (isFirst) onWait(`waiting for process ${owner.pid}, which uses ${folder}`);
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

/** Null when the folder is ours now, otherwise a living owner. */
async function claim(lockFolder: string, file: string): Promise<Owner | null> {
  const owner = await livingOwner(lockFolder, file);
  if (owner) return owner;
  await writeFile(file, '');
  const rival = await livingOwner(lockFolder, file);
  if (rival) await rm(file);
  return rival;
}

async function livingOwner(lockFolder: string, ownFile: string): Promise<Owner | null> {
  for (const name of (await readdir(lockFolder)).sort()) {
    const [pid = '', born = ''] = name.split('-');
    const owner = { pid: Number(pid), born, file: join(lockFolder, name) };
    if (owner.file === ownFile) continue;
    if (await isAlive(owner)) return owner;
    await rm(owner.file, { force: true });
  }
  return null;
}

async function isAlive({ pid, born }: Owner): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await birthOf(pid)) === born;
}

/** When the process started, in the kernel's ticks since boot; 0 where the system does not tell. */
async function birthOf(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Field 22; the second is the program's name in parentheses, which may hold spaces and parentheses itself.
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}

function heldLock(file: string): FolderLock {
  const releaseAtExit = () => rmSync(file, { force: true });
  process.once('exit', releaseAtExit);
  return {
    async release() {
      process.off('exit', releaseAtExit);
      await rm(file, { force: true });
    },
  };
}

const folderInUse = (folder: string, owner: Owner, waitSeconds: number) =>
  new UserError(
    'FolderInUse',
    `process ${owner.pid} uses ${folder} and did not let go of it within ${waitSeconds} seconds`,
    { remedy: `Wait until process ${owner.pid} has finished, or use another folder.`, file: folder },
  );
