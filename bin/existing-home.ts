import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/user-error.js';
import { homeOf } from './home.js';

/**
 * What a run has left in a folder of results.
 * @throws UserError `NoResults`
 */
export async function existingHome(out: string, part: 'postgres' | 'store' = 'postgres'): Promise<string> {
  const home = homeOf(out);
  await stat(join(home, part)).catch(() => {
    throw new UserError('NoResults', `there are no results in '${out}'`, {
      remedy: 'Run insiders run first, or name its folder with --out.',
    });
  });
  return home;
}
