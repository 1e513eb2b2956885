import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { runKey } from '../../core/runs/keys.js';
import { lockFolder, withFolderLock } from '../../io/folder-lock.js';
import { knownDatasets } from '../../io/known-datasets.js';
import { type LocalIo, openLocalIo } from '../../io/local-io.js';
import { readManifest } from '../../io/read-manifest.js';
import { load } from '../../lambdas/load/load.js';
import { existingHome } from '../existing-home.js';
import { exitCodes } from '../exit-codes.js';
import { preparedFolder } from '../home.js';
import { parseOptions } from '../parse-options.js';
import { showProgress } from '../terminal/progress.js';

export const help = `usage: insiders rebuild [--out DIR]

Makes the embedded PostgreSQL of a folder of results anew, from the files and the runs that are kept beside it: the same
rows for every run that was published. For a database that is damaged or was deleted. Nothing else changes; the old
database goes when the new one is whole.

  --out DIR   the folder of results (default insiders-out)
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('rebuild', words, {
    out: { type: 'string', default: 'insiders-out' },
  });
  if (positionals.length > 0) {
    throw new UserError('WrongUsage', `rebuild takes no '${positionals[0]}'`, {
      remedy: 'See insiders rebuild --help.',
    });
  }
  const home = await existingHome(values.out, 'store');
  await withFolderLock(join(home, 'run'), () => rebuild(home), { onWait: say });
  return exitCodes.done;
}

interface Published {
  readonly dataset: string;
  readonly runId: string;
  readonly publication: number;
}

async function rebuild(home: string): Promise<void> {
  const [database, rebuilt, old] = ['postgres', 'postgres.rebuilt', 'postgres.old'].map((name) =>
    join(home, name),
  ) as [string, string, string];
  // Whoever looks at the old one keeps it until then.
  const lock = await lockFolder(database, { onWait: say });
  try {
    for (const folder of [rebuilt, old]) await rm(folder, { recursive: true, force: true });
    const missing = await fill(home);
    await rename(database, old).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(rebuilt, database);
    await rm(old, { recursive: true, force: true });
    await rm(`${rebuilt}.lock`, { recursive: true, force: true });
    if (missing.length > 0) throw notRebuilt(missing);
  } finally {
    await lock.release();
  }
}

/** @returns the runs that could not be loaded, and why */
async function fill(home: string): Promise<string[]> {
  const io = openLocalIo(home, undefined, {
    databaseFolder: 'postgres.rebuilt',
    database: { prepared: preparedFolder },
  });
  const progress = showProgress(process.stdout);
  const missing: string[] = [];
  try {
    await io.database();
    const published = await publishedRuns(io);
    for (const [i, run] of published.entries()) {
      progress.now('rebuild', `${i + 1} of ${published.length}: ${run.runId}`);
      await loadRun(io, run).catch((error) => missing.push(`${run.runId} (${error.message})`));
    }
    progress.close();
    say(`${published.length - missing.length} of ${published.length} runs are in the database again`);
    return missing;
  } finally {
    progress.close();
    await io.close();
  }
}

/** Of all datasets, in the order of their publication. */
async function publishedRuns({ store }: LocalIo): Promise<Published[]> {
  const published: Published[] = [];
  for (const dataset of await knownDatasets(store)) {
    const { runs } = await readManifest(store, dataset);
    published.push(...runs.map((run) => ({ dataset, ...run })));
  }
  return published.sort((a, b) => a.publication - b.publication);
}

/** When it was published is when its page was written. */
async function loadRun(io: LocalIo, { dataset, runId, publication }: Published): Promise<void> {
  await load({ dataset, runId }, io);
  const page = await io.store.stat(runKey(runId, 'publish', 'report.html'));
  const database = await io.database();
  await database.query(
    `update runs
    set status = 'succeeded', publication = :publication,
      published_at = coalesce(cast(:at as timestamptz), started_at, now()),
      finished_at = coalesce(cast(:at as timestamptz), started_at, now())
    where run_id = :runId`,
    { runId, publication, at: page?.modifiedAt.toISOString() ?? null },
  );
}

const notRebuilt = (missing: readonly string[]) =>
  new UserError('RunsNotRebuilt', `${missing.length} runs could not be loaded: ${missing.join('; ')}`, {
    remedy:
      'They were made by another version of the program, or their files are damaged. All others are there.',
  });

const say = (note: string) => {
  process.stdout.write(`${note}\n`);
};
