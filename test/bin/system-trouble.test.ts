import { systemTrouble } from '../../bin/system-trouble.js';
import { UserError } from '../../core/errors/user-error.js';

const coded = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: what the system says`), { code, ...(path !== undefined && { path }) });

test.each([
  ['EACCES', 'permission is denied'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open on this machine'],
  ['ENOMEM', 'there is no memory left'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ELOOP', 'its links lead in a circle'],
  ['EIO', 'the disk cannot be read or written'],
])('%s is trouble of the machine, with or without a path', (code, what) => {
  const withPath = systemTrouble(coded(code, '/data/x'));
  expect(withPath).toMatchObject({ name: 'CannotAccess', message: `'/data/x' cannot be used: ${what}` });
  expect(systemTrouble(coded(code))!.message).toContain(what);
  expect(withPath!.remedy).toMatch(/\.$/);
});

test.each([
  'IO Error: Could not write file "/x": No space left on device',
  'could not extend file "base/5/1": No space left on device',
  'Out of Memory Error: failed to allocate data of size 32.0 MiB (480 MiB/488 MiB used)',
  'IO Error: Cannot open file "/x": Too many open files',
  'IO Error: Cannot open file "/x": Permission denied',
  'IO Error: Could not read from file "/x": Input/output error',
  "The argument 'path' must be a string without null bytes. Received 'a\\x00b'",
])('%j is trouble of the machine, whoever says it', (message) => {
  expect(systemTrouble(new Error(message))).toMatchObject({ name: 'CannotAccess' });
  expect(systemTrouble(new Error('outside', { cause: new Error(message) }))).toBeInstanceOf(UserError);
});

test('what is ours stays ours, and what has words keeps them', () => {
  expect(systemTrouble(new TypeError('x is not a function'))).toBeUndefined();
  expect(
    systemTrouble(new UserError('Wrong', 'no', { remedy: 'yes', cause: coded('EACCES') })),
  ).toBeUndefined();
  expect(systemTrouble('a text')).toBeUndefined();
});
