import { copyFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { lakeVersion } from '../../core/orders/order-line.js';
import { mappingInWords } from '../../core/reading/mapping-in-words.js';
import type { Recognised } from '../../core/reading/recognised.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { hashDocument } from '../../core/runs/hash-document.js';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import { engineVersion, type Plan } from '../../core/runs/plan.js';
import { countInWords, wholeInWords } from '../../core/words/figures.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import { readOrders } from '../../io/reading/read-orders.js';
import type { Step, StepIo } from '../../io/step-io.js';
import type { IngestInput } from './or-set-aside.js';
import { orSetAside } from './or-set-aside.js';

export interface IngestOutput {
  readonly uploadId: string;
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  readonly summary: string;
}

/** `lake/<dataset>/<upload>.json`: what was recognised in an upload. */
export interface UploadDocument extends Recognised {
  readonly uploadId: string;
  readonly key: string;
  /** Of the rules and the code that it was read with. */
  readonly readingHash: string;
  /** The version of the lake that its lines are in. */
  readonly lake: number;
}

/** Reads one upload into the lake, unless it is there already, read with the same rules. */
export const ingest: Step<IngestInput, IngestOutput> = (input, io) =>
  orSetAside(input, io.store, () => ingestUpload(input, io));

const ingestUpload: Step<IngestInput, IngestOutput> = async (input, io) => {
  const { rules, startedAt } = await readJson<Plan>(io.store, runKey(input.runId, 'plan', 'plan.json'));
  const readingHash = hashDocument({ reading: rules.reading, engineVersion });
  const lastYear = new Date(startedAt).getUTCFullYear() + 1;
  const stored = await storedDocument(io.store, input);
  const document =
    stored?.readingHash === readingHash
      ? stored
      : await readUpload(input, { rules: rules.reading, readingHash, lastYear }, io);
  const { uploadId, file, platform, read, kept, rejected } = document;
  const again = document === stored ? ', as read before' : '';
  return {
    uploadId,
    read,
    kept,
    rejected,
    summary: `${file}${platform ? ` (${platform})` : ''}: ${countInWords(read, 'line')} read, ${wholeInWords(kept)} kept, ${wholeInWords(rejected)} rejected${again}; ${mappingInWords(document)}`,
  };
};

async function storedDocument(
  store: ObjectStore,
  { dataset, uploadId }: IngestInput,
): Promise<UploadDocument | null> {
  const key = lakeKey(dataset, uploadId, 'json');
  return (await store.stat(key)) ? readJson<UploadDocument>(store, key) : null;
}

/** The document comes last: it says that the other two files are there. */
async function readUpload(
  { dataset, key, uploadId }: IngestInput,
  { rules, readingHash, lastYear }: { rules: ReadingRules; readingHash: string; lastYear: number },
  { store, withEngine, progress }: StepIo,
): Promise<UploadDocument> {
  const path = await store.openFile(key);
  return withEngine(async (engine) => {
    const { recognised, linesPath, rejectsPath } = await readOrders(path, {
      file: basename(key),
      uploadId,
      rules,
      engine,
      lastYear,
      progress: (nBytes, ofBytes) => progress('reading', nBytes, ofBytes),
    });
    const document = { uploadId, key, readingHash, lake: lakeVersion, ...recognised };
    await store.writeFile(lakeKey(dataset, uploadId, 'parquet'), (target) => copyFile(linesPath, target));
    await store.writeFile(lakeKey(dataset, uploadId, 'rejects.csv'), (target) =>
      copyFile(rejectsPath, target),
    );
    await store.write(lakeKey(dataset, uploadId, 'json'), JSON.stringify(document));
    return document;
  });
}
