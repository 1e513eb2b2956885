import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../io/make-folder.js';

/**
 * Puts what `fill` writes into a folder of its own into the user's folder.
 * Every file is made beside its place first, so that a folder never holds half of a list.
 */
export async function deliverFiles(out: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const unfinished = join(out, '.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await makeFolder(unfinished);
  await fill(unfinished);
  for (const file of await readdir(unfinished)) await rename(join(unfinished, file), join(out, file));
  await rm(unfinished, { recursive: true });
}
