import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runKey } from '../core/keys.js';
import { publishedFiles } from '../core/published-files.js';
import type { RunDocument } from '../core/run-document.js';
import type { ObjectStore } from '../io/object-store.js';
import { readJson } from '../io/read-json.js';

interface Measured {
  readonly steps: RunDocument['steps'];
  readonly seconds: number;
}

/**
 * Puts a run's page and lists into the user's folder, with the times of this machine in run.json.
 * Every file is made beside its place first, so that a folder never holds half of a list.
 */
export async function deliverResults(
  store: ObjectStore,
  runId: string,
  out: string,
  { steps, seconds }: Measured,
): Promise<RunDocument> {
  const published = await readJson<RunDocument>(store, runKey(runId, 'publish', 'run.json'));
  const document: RunDocument = {
    ...published,
    steps: steps.map((step) => ({ ...step, seconds: milliseconds(step.seconds) })),
    seconds: milliseconds(seconds),
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  const unfinished = join(out, '.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  for (const file of publishedFiles) {
    await copyFile(await store.openFile(runKey(runId, 'publish', file)), join(unfinished, file));
  }
  await writeFile(join(unfinished, 'run.json'), `${JSON.stringify(document, null, 2)}\n`);
  for (const file of publishedFiles) await rename(join(unfinished, file), join(out, file));
  await rm(unfinished, { recursive: true });
  return document;
}

/** Seconds to three digits. */
const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
