import { readFile } from 'node:fs/promises';
import type { Rules } from '../core/rules.js';
import { UserError } from '../core/user-error.js';
import { parseRules } from '../io/rules-file.js';

/** The rules in a file, completed by the defaults; without a file the defaults. */
export async function readRules(file: string | undefined): Promise<Rules> {
  if (file === undefined) return parseRules('', 'rules');
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new UserError('FileNotFound', 'the rules cannot be read', {
      remedy: 'Check the path.',
      file,
      cause,
    });
  });
  return parseRules(text, file);
}
