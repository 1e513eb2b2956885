import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runKey } from '../core/runs/keys.js';
import type { Manifest } from '../core/runs/manifest.js';
import type { Plan } from '../core/runs/plan.js';
import { contentOf } from '../core/uploads/upload-id.js';
import { openDiskStore } from './disk-store.js';
import { knownDatasets } from './known-datasets.js';
import type { ObjectStore } from './object-store.js';
import { readJson } from './read-json.js';
import { readManifest } from './read-manifest.js';

/**
 * Removes what runs have left that never came to be published: their files in the lake, their uploads and results,
 * half-written objects, what engines spilled, and a database that was half rebuilt. To be called by whoever holds the
 * folder's lock for runs. A folder of the user's may have a `temp` of its own in it: nothing goes that is not named by us.
 */
export async function sweepHome(home: string): Promise<void> {
  const folder = join(home, 'store');
  const store = openDiskStore(folder);
  await sweepTemp(join(home, 'temp'));
  for (const name of halfRebuilt) await remove(home, name);
  const published = new Set<string>();
  let isCertain = true;
  for (const dataset of await knownDatasets(store)) {
    const manifest = await readManifest(store, dataset);
    for (const { runId } of manifest.runs) published.add(runId);
    // The first versions of the program kept no list of runs: which of theirs are published is not known here.
    if (manifest.uploads.length > 0 && manifest.runs.length === 0) isCertain = false;
    else await sweepDataset(store, folder, dataset, manifest);
  }
  if (isCertain) await sweepRuns(folder, published);
}

const halfRebuilt = ['postgres.rebuilt', 'postgres.rebuilt.lock', 'postgres.old'];

async function sweepTemp(temp: string): Promise<void> {
  for (const name of await namesIn(temp)) if (name.startsWith('insiders-')) await remove(temp, name);
  await rmdir(temp).catch((error) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  });
}

async function sweepDataset(
  store: ObjectStore,
  folder: string,
  dataset: string,
  manifest: Manifest,
): Promise<void> {
  const counted = new Set(manifest.uploads.map(({ uploadId }) => contentOf(uploadId)));
  const uploads = join(folder, 'uploads', dataset);
  for (const name of await namesIn(uploads)) {
    if (/^[0-9a-f]{16}$/.test(name) && !counted.has(name)) await remove(uploads, name);
  }
  const read = await idsRead(store, manifest);
  const lake = join(folder, 'lake', dataset);
  for (const name of await namesIn(lake)) {
    const [, id] = /^([0-9a-f]{16}(?:-[0-9a-f]{8})?)\.(?:parquet|json|rejects\.csv)$/.exec(name) ?? [];
    if ((id !== undefined && !read.has(id)) || name.endsWith('.part')) await remove(lake, name);
  }
}

/** Whatever a published run was made of stays: its results can be made again. */
async function idsRead(store: ObjectStore, { uploads, runs }: Manifest): Promise<Set<string>> {
  const ids = new Set(uploads.map(({ uploadId }) => uploadId));
  for (const { runId } of runs) {
    const key = runKey(runId, 'plan', 'plan.json');
    if (!(await store.stat(key))) continue;
    for (const id of (await readJson<Plan>(store, key)).uploads) ids.add(id);
  }
  return ids;
}

async function sweepRuns(folder: string, published: ReadonlySet<string>): Promise<void> {
  const runs = join(folder, 'runs');
  for (const name of await namesIn(runs)) {
    if (/^[a-z0-9_-]+-[0-9a-f]{10}$/.test(name) && !published.has(name)) await remove(runs, name);
  }
}

const remove = (folder: string, name: string) => rm(join(folder, name), { recursive: true, force: true });

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
