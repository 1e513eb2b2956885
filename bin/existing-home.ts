import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors/user-error.js';
import { damagedDatabase } from '../io/database-trouble.js';
import { homeOf } from './home.js';

/**
 * What a run has left in a folder of results.
 * @param part what must be there of it
 * @throws UserError `NoResults`; `DamagedDatabase` where only the database is gone
 */
export async function existingHome(out: string, part: 'postgres' | 'store' = 'postgres'): Promise<string> {
  const home = homeOf(out);
  if (await isThere(join(home, part))) return home;
  if (part === 'postgres' && (await isThere(join(home, 'store/runs')))) {
    throw damagedDatabase(join(home, 'postgres'), 'it is gone');
  }
  throw new UserError('NoResults', `there are no results in '${out}'`, {
    remedy: 'Run insiders run first, or name its folder with --out.',
  });
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
