import { UserError } from '../core/errors/user-error.js';

type Trouble = readonly [what: string, remedy: string];

const room = 'Make room, or name a place on another disk.';
const elsewhere = 'Change its permissions, or name another place.';

/** What the machine refuses, by the code of its error: in words, and what to do about it. */
const refusals: Readonly<Record<string, Trouble>> = {
  EACCES: ['permission is denied', elsewhere],
  EPERM: ['it is not permitted', elsewhere],
  EROFS: ['the disk is read-only', 'Name a place that can be written.'],
  ENOTDIR: ['a file stands where a folder is meant', 'Name another folder.'],
  EEXIST: ['a file stands where a folder is meant', 'Name another folder.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  ENOSPC: ['the disk is full', room],
  EDQUOT: ['the disk quota is used up', room],
  EFBIG: ['a file has grown larger than is allowed', 'Allow larger files: ulimit -f unlimited.'],
  ENAMETOOLONG: ['its name is too long', 'Name it with fewer letters.'],
  ELOOP: ['its links lead in a circle', 'Name the file itself.'],
  EIO: ['the disk cannot be read or written', 'Look for what the machine says of the disk; use another.'],
  EMFILE: ['too many files are open', 'Allow more: ulimit -n 1024.'],
  ENFILE: ['too many files are open on this machine', 'End other programs, or allow more files.'],
  ENOMEM: ['there is no memory left', 'End other programs, or use a machine with more memory.'],
  ERR_INVALID_ARG_VALUE: ['its name holds a character that no name has', 'Name it without NUL.'],
};

/** The same where only a text says so: DuckDB's and PostgreSQL's errors, and those of WebAssembly. */
const texts: readonly (readonly [pattern: RegExp, trouble: Trouble])[] = [
  [/No space left on device|disk is full|could not (?:extend|write to) file|Disk quota/i, refusals.ENOSPC!],
  [/Too many open files/i, refusals.EMFILE!],
  [/Permission denied/i, refusals.EACCES!],
  [/Read-only file system/i, refusals.EROFS!],
  [/Input\/output error/i, refusals.EIO!],
  [
    /Out of Memory Error|could not allocate|Cannot allocate memory|Array buffer allocation failed/i,
    refusals.ENOMEM!,
  ],
  [/null bytes/i, refusals.ERR_INVALID_ARG_VALUE!],
];

/** A refusal of the machine is no defect of ours and says what to do; undefined for every other error. */
export function systemTrouble(error: unknown): UserError | undefined {
  for (let found = error; found instanceof Error; found = found.cause) {
    if (found instanceof UserError) return undefined;
    const trouble = troubleOf(found);
    if (trouble) return trouble;
  }
  return undefined;
}

function troubleOf(error: Error): UserError | undefined {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const [what, remedy] = refusals[code ?? ''] ?? texts.find(([pattern]) => pattern.test(message))?.[1] ?? [];
  if (what === undefined || remedy === undefined) return undefined;
  const said =
    path === undefined ? `${what} (${message.split('\n')[0]})` : `'${shown(path)}' cannot be used: ${what}`;
  return new UserError('CannotAccess', said, { remedy, cause: error });
}

const shown = (path: string) =>
  JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path).slice(1, -1);
