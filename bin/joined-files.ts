import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadingRules } from '../core/rules.js';
import { joinFiles } from '../io/joining/join-files.js';

/**
 * Does something with files of orders. Those that are orders only together are joined into one for as long as the
 * work lasts, and how is shown.
 * @throws UserError `NoJoin`
 */
export async function withJoined<T>(
  files: readonly string[],
  rules: ReadingRules,
  work: (files: readonly string[]) => Promise<T>,
  report = (text: string): void => {
    process.stdout.write(text);
  },
): Promise<T> {
  if (files.length < 2) return work(files);
  const folder = await mkdtemp(join(tmpdir(), 'insiders-join-'));
  try {
    const joined = await joinFiles(files, { rules, folder });
    if (!joined) return await work(files);
    report(`${joined.report.join('\n')}\n`);
    return await work([joined.path]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
