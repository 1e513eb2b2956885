import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors/user-error.js';

const remedy =
  'insiders rebuild makes the database anew from the files and the runs that are kept beside it; name the same --out.';

export const damagedDatabase = (folder: string, how: string, cause?: unknown) =>
  new UserError('DamagedDatabase', `the database in ${folder} is damaged: ${how}`, { remedy, cause });

/** What PostgreSQL says of files that are not as it has written them: corrupted data or index, a file that is gone. */
const damages = new Set(['XX001', 'XX002', '58P01']);
const noRoom = new Set(['53100', '58030']);

/** An error of a statement, in words where it is the folder that is wrong, and as it is otherwise. */
export function troubleOf(error: unknown, folder: string): unknown {
  const { code, message, name } = error as { code?: string; message: string; name: string };
  if (code !== undefined && damages.has(code)) return damagedDatabase(folder, message, error);
  if (code !== undefined && noRoom.has(code)) {
    return new UserError('CannotAccess', `the database in ${folder} cannot be written: ${message}`, {
      remedy: 'Make room on the disk, and try again.',
      cause: error,
    });
  }
  // The engine has ended itself: nothing more can be asked of it.
  if (['RuntimeError', 'ExitStatus'].includes(name)) {
    return new UserError(
      'DatabaseStopped',
      `the database in ${folder} has stopped amid its work: ${message}`,
      {
        remedy: `Try again. Where it stops again: ${remedy}`,
        cause: error,
      },
    );
  }
  return error;
}

/** Why a database that is there does not start: the machine, or else the database. */
export async function startTrouble(error: unknown, folder: string): Promise<unknown> {
  const probe = join(folder, '.probe');
  try {
    await writeFile(probe, Buffer.alloc(1 << 20));
  } catch (refusal) {
    // It names the place and the reason.
    return refusal;
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
  return damagedDatabase(folder, `it does not start (${(error as Error).message.split('\n')[0]})`, error);
}
