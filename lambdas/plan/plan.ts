import { UserError } from '../../core/errors/user-error.js';
import { lakeVersion } from '../../core/orders/order-line.js';
import type { Rules, Space } from '../../core/rules/rules.js';
import { hashDocument } from '../../core/runs/hash-document.js';
import { lakeKey, runKey, uploadsPrefix } from '../../core/runs/keys.js';
import { type Manifest, runsBefore } from '../../core/runs/manifest.js';
import {
  engineVersion,
  type ModelTask,
  type Plan,
  type PlannedFile,
  type SpaceTask,
} from '../../core/runs/plan.js';
import { type StudyTask, studies } from '../../core/runs/studies.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import { contentOf, uploadIdOf } from '../../core/uploads/upload-id.js';
import { newUploads } from '../../io/new-uploads.js';
import type { ObjectStore, StoredObject } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import { readManifest } from '../../io/read-manifest.js';
import { completeRules, parseRules } from '../../io/rules-file.js';
import type { Step } from '../../io/step-io.js';

export interface PlanInput {
  readonly dataset: string;
  /** Upload keys to read; absent: every upload that is not in the dataset yet. */
  readonly files?: readonly string[];
  /** Rules that differ from the defaults; absent: the dataset's stored rules, if it has any. */
  readonly rules?: unknown;
  /** ISO time. */
  readonly startedAt: string;
}

export interface PlanOutput {
  readonly dataset: string;
  readonly runId: string;
  readonly files: readonly PlannedFile[];
  readonly spaces: readonly SpaceTask[];
  readonly candidates: readonly ModelTask[];
  readonly studies: readonly StudyTask[];
  readonly summary: string;
}

/** Decides what the run is: its uploads, its complete rules, and from both its identity. */
export const plan: Step<PlanInput, PlanOutput> = async (input, io) => {
  const { dataset } = input;
  checkDatasetName(dataset);
  const rules = await readRules(input, io.store);
  const manifest = await readManifest(io.store, dataset);
  const files = await filesToRead(input, io.store, manifest, rules);
  const uploads = uploadsToCount(manifest, files);
  if (uploads.length === 0) throw nothingToRead(dataset);
  checkNumber(files);

  const rulesHash = hashDocument(rules).slice(0, 12);
  const runId = `${dataset}-${hashDocument({ rulesHash, uploads, engineVersion }).slice(0, 10)}`;
  const publishedBefore = runsBefore(manifest, runId);
  const document: Plan = {
    dataset,
    runId,
    rules,
    rulesHash,
    engineVersion,
    startedAt: input.startedAt,
    uploads,
    files,
    previousRunId: publishedBefore.at(-1) ?? null,
    publishedBefore,
  };
  await io.store.write(runKey(runId, 'plan', 'plan.json'), JSON.stringify(document));

  const task = { dataset, runId };
  return {
    ...task,
    files,
    spaces: spacesToEmbed(rules).map((space) => ({ ...task, space })),
    candidates: rules.segmentation.spaces.flatMap((space) =>
      rules.segmentation.models.map((model) => ({ ...task, space, model })),
    ),
    studies: studies.map((study) => ({ ...task, study })),
    summary: `run ${runId}: ${files.length} of ${uploads.length} files to read`,
  };
};

/** The scaled features are always made: every candidate is judged in them. */
const spacesToEmbed = (rules: Rules): Space[] => [
  ...new Set<Space>(['scaled', ...rules.segmentation.spaces]),
];

async function readRules(input: PlanInput, store: ObjectStore): Promise<Rules> {
  if (input.rules !== undefined) return completeRules(input.rules);
  const key = `rules/${input.dataset}.yaml`;
  if (!(await store.stat(key))) return completeRules({});
  return parseRules(new TextDecoder().decode(await store.read(key)), key);
}

/** Files named by hand are read again (another reading may be wanted); others only when they are new. */
async function filesToRead(
  { dataset, files }: PlanInput,
  store: ObjectStore,
  manifest: Manifest,
  rules: Rules,
): Promise<PlannedFile[]> {
  const objects = files
    ? await Promise.all(files.map((key) => describeUpload(store, key)))
    : await newUploads(store, dataset, manifest);
  objects.push(...(await olderUploads(store, dataset, manifest)));
  const planned = new Map<string, PlannedFile>();
  for (const { key, version } of objects) {
    const uploadId = uploadIdOf(version, rules.reading);
    if (!planned.has(uploadId)) planned.set(uploadId, { key, uploadId });
  }
  return [...planned.values()];
}

/** Uploads of the dataset whose lines lie in an earlier lake, as far as the files are still there. */
async function olderUploads(
  store: ObjectStore,
  dataset: string,
  { uploads }: Manifest,
): Promise<StoredObject[]> {
  const older = uploads.filter(({ lake = 1 }) => lake < lakeVersion);
  const objects = await Promise.all(
    older.map(async ({ uploadId }) => {
      const document = lakeKey(dataset, uploadId, 'json');
      if (!(await store.stat(document))) return null;
      const { key } = await readJson<{ key: string }>(store, document);
      const object = await store.stat(key);
      return object && contentOf(object.version) === contentOf(uploadId) ? object : null;
    }),
  );
  return objects.filter((object) => object !== null);
}

/** Those of the dataset, each as it is to be read now, then what is new. */
function uploadsToCount({ uploads }: Manifest, files: readonly PlannedFile[]): string[] {
  const wanted = new Map(files.map(({ uploadId }) => [contentOf(uploadId), uploadId]));
  const known = uploads.map(({ uploadId }) => wanted.get(contentOf(uploadId)) ?? uploadId);
  return [...new Set([...known, ...wanted.values()])];
}

async function describeUpload(store: ObjectStore, key: string): Promise<StoredObject> {
  const object = await store.stat(key);
  if (object) return object;
  throw new UserError('UploadNotFound', `there is no upload '${key}'`, {
    remedy: 'Give the key of an object below uploads/<dataset>/.',
    file: key,
  });
}

/** Step Functions hands 256 KiB on, of which the files may have the most part: some two thousand with usual names. */
const mostFileBytes = 200_000;

function checkNumber(files: readonly PlannedFile[]): void {
  if (Buffer.byteLength(JSON.stringify(files)) <= mostFileBytes) return;
  throw new UserError('TooManyFiles', `${files.length} new files are more than one run can take`, {
    remedy: 'Join them into fewer files, or name some of them for this run and the rest for later ones.',
  });
}

const nothingToRead = (dataset: string) =>
  new UserError('NothingToRead', `the dataset '${dataset}' has no file yet`, {
    remedy: `Drop a file of orders below ${uploadsPrefix(dataset)}.`,
  });
