import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../core/errors/user-error.js';

/** Reads a command's words. @throws UserError `WrongUsage` on an unknown option or a missing value */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  words: string[],
  options: T,
) {
  try {
    const parsed = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    // A variable of a script that is not set: a folder of this name would be the one that somebody stands in.
    const empty = Object.entries(parsed.values).find(([, value]) => value === '');
    if (empty) throw new Error(`--${empty[0]} is empty`);
    return parsed;
  } catch (error) {
    const [message] = (error as Error).message.split('. ');
    throw new UserError('WrongUsage', message!, { remedy: `See insiders ${command} --help.`, cause: error });
  }
}

/** A whole number from an option. @throws UserError `WrongUsage` */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new UserError(
    'WrongUsage',
    `--${option} must be a whole number from ${least} to ${most}; got '${value}'`,
    {
      remedy: `For example --${option} ${Math.max(least, 42)}.`,
    },
  );
}
