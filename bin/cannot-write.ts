import { UserError } from '../core/errors/user-error.js';
import { systemTrouble } from './system-trouble.js';

/** For whoever opens a file to write it: what is wrong with the name that was given. */
export const cannotWrite = (name: string) => (error: NodeJS.ErrnoException) => {
  const known = systemTrouble(error);
  if (known) throw known;
  throw new UserError('CannotWrite', `'${name}' cannot be written: ${reasonOf(error)}`, {
    remedy: 'Name a file in a folder that is there.',
    cause: error,
  });
};

const reasonOf = ({ code, message }: NodeJS.ErrnoException) =>
  code === 'ENOENT' ? 'there is no such folder' : message;
