import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runKey } from '../core/runs/keys.js';
import { publishedFiles } from '../core/runs/published-files.js';
import { readRunDocument, type StoredRunDocument } from '../core/runs/read-run-document.js';
import type { RunDocument } from '../core/runs/run-document.js';
import type { ObjectStore } from '../io/object-store.js';
import { readJson } from '../io/read-json.js';
import { deliverFiles } from './deliver-files.js';

interface Measured {
  readonly steps: RunDocument['steps'];
  readonly seconds: number;
}

/** Puts a run's page and lists into the user's folder, with the times of this machine in run.json. */
export async function deliverResults(
  store: ObjectStore,
  runId: string,
  out: string,
  { steps, seconds }: Measured,
): Promise<RunDocument> {
  const published = await readJson<StoredRunDocument>(store, runKey(runId, 'publish', 'run.json'));
  const document: RunDocument = {
    ...readRunDocument(published),
    steps: steps.map((step) => ({ ...step, seconds: milliseconds(step.seconds) })),
    seconds: milliseconds(seconds),
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  await deliverFiles(out, async (folder) => {
    for (const file of publishedFiles) {
      await copyFile(await store.openFile(runKey(runId, 'publish', file)), join(folder, file));
    }
    await writeFile(join(folder, 'run.json'), `${JSON.stringify(document, null, 2)}\n`);
  });
  return document;
}

/** Seconds to three digits. */
const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
