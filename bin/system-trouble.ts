import { UserError } from '../core/user-error.js';

/** What the machine refuses, in words, and what to do about it. */
const refusals: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EACCES: ['permission is denied', 'Change its permissions, or name another place.'],
  EPERM: ['it is not permitted', 'Change its permissions, or name another place.'],
  EROFS: ['the disk is read-only', 'Name a place that can be written.'],
  ENOTDIR: ['a file stands where a folder is meant', 'Name another folder.'],
  EEXIST: ['a file stands where a folder is meant', 'Name another folder.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  ENOSPC: ['the disk is full', 'Make room, or name a place on another disk.'],
  EDQUOT: ['the disk quota is used up', 'Make room, or name a place on another disk.'],
};

/** A refusal of the machine is no defect of ours and names the place; undefined for every other error. */
export function systemTrouble(error: unknown): UserError | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  const [what, remedy] = refusals[code ?? ''] ?? [];
  if (what === undefined || remedy === undefined || path === undefined) return undefined;
  return new UserError('CannotAccess', `'${path}' cannot be used: ${what}`, { remedy, cause: error });
}
