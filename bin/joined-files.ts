import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadingRules } from '../core/rules/rules.js';
import { joinFiles } from '../io/joining/join-files.js';

export interface JoinOptions {
  readonly report?: (text: string) => void;
  /** Where the joined file lies while it is used. */
  readonly tempRoot?: string;
}

const toTerminal = (text: string): void => {
  process.stdout.write(text);
};

/**
 * Does something with files of orders. Those that are orders only together are joined into one for as long as the
 * work lasts, and how is shown.
 * @throws UserError `NoJoin`
 */
export async function withJoined<T>(
  files: readonly string[],
  rules: ReadingRules,
  work: (files: readonly string[]) => Promise<T>,
  { report = toTerminal, tempRoot = tmpdir() }: JoinOptions = {},
): Promise<T> {
  if (files.length < 2) return work(files);
  await mkdir(tempRoot, { recursive: true });
  const folder = await mkdtemp(join(tempRoot, 'insiders-join-'));
  try {
    const joined = await joinFiles(files, { rules, folder });
    if (!joined) return await work(files);
    report(`${joined.report.join('\n')}\n`);
    return await work([joined.path]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
