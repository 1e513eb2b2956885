import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import type { ListedUpload } from '../../core/uploads/upload-list.js';
import { takeOut, uploadsOf } from '../../io/dataset-uploads.js';
import { openDiskStore } from '../../io/disk-store.js';
import { withFolderLock } from '../../io/folder-lock.js';
import { knownDatasets } from '../../io/known-datasets.js';
import type { ObjectStore } from '../../io/object-store.js';
import { cloudOptions, withCloud } from '../cloud/with-cloud.js';
import { existingHome } from '../existing-home.js';
import { exitCodes } from '../exit-codes.js';
import { parseOptions } from '../parse-options.js';
import { formatTable } from '../terminal/format-table.js';

export const help = `usage: insiders uploads [--dataset NAME] [--json]
       insiders uploads remove ID [--dataset NAME]

Lists the files of a dataset: their lines, their period, the run that made them count, and their state.

  counted   in every run; remove takes it out
  refused   no run with it could be: it counts nowhere, and is tried again when it is named again or has changed
  removed   taken out: it comes back when it is named again
  waiting   there, and no run with it has ended yet

remove takes the upload of that ID (or of its first characters) out of the dataset. Results so far stay as they are: the
next run is without it.

  --dataset NAME   of this dataset only
  --json           the list as JSON
  --out DIR        the folder of results (default insiders-out)
  --cloud          those of the deployment 'dev', not of a folder; so do the next three
  --stage NAME     which deployment
  --region NAME    where it is (default: the profile's, or AWS_REGION)
  --profile NAME   whose credentials (default: AWS_PROFILE, or what the AWS command line would take)
`;

interface Wanted {
  readonly dataset?: string | undefined;
  readonly json?: boolean | undefined;
}

/** An upload, and what it is part of. */
interface Found extends ListedUpload {
  readonly dataset: string;
}

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('uploads', words, {
    dataset: { type: 'string' },
    json: { type: 'boolean' },
    out: { type: 'string', default: 'insiders-out' },
    ...cloudOptions,
    stage: { type: 'string' },
    cloud: { type: 'boolean' },
  });
  const id = idToRemove(positionals);
  if (values.dataset !== undefined) checkDatasetName(values.dataset);
  const { stage, region, profile, cloud = false } = values;
  if (cloud || stage !== undefined || region !== undefined || profile !== undefined) {
    const place = { stage: stage ?? cloudOptions.stage.default, region, profile };
    await withCloud(place, ({ store }) => work(store, values, id, 'insiders start'));
    return exitCodes.done;
  }
  const home = await existingHome(values.out, 'store');
  const store = openDiskStore(join(home, 'store'));
  const local = () => work(store, values, id, 'insiders run');
  // A run that ends meanwhile would not know of it.
  await (id === undefined ? local() : withFolderLock(join(home, 'run'), local, { onWait }));
  return exitCodes.done;
}

/** The ID after `remove`; undefined where the uploads are to be listed. */
function idToRemove(words: readonly string[]): string | undefined {
  const [verb, id, ...more] = words;
  if (verb === undefined) return undefined;
  if (verb === 'remove' && id && more.length === 0) return id;
  throw new UserError(
    'WrongUsage',
    `uploads takes nothing, or 'remove' and one ID; got '${words.join(' ')}'`,
    {
      remedy: 'insiders uploads lists them with their IDs.',
    },
  );
}

async function work(
  store: ObjectStore,
  { dataset, json }: Wanted,
  id: string | undefined,
  again: string,
): Promise<void> {
  const found = await findUploads(store, dataset);
  if (id !== undefined) return removeOne(store, found, id, again);
  process.stdout.write(`${json ? JSON.stringify(found, null, 2) : formatTable(found.map(rowOf))}\n`);
}

async function findUploads(store: ObjectStore, wanted: string | undefined): Promise<Found[]> {
  const known = await knownDatasets(store);
  if (wanted !== undefined && !known.includes(wanted)) {
    throw new UserError('UnknownDataset', `there is no dataset '${wanted}'`, {
      remedy: known.length > 0 ? `The datasets are ${known.join(', ')}.` : 'There is none yet: run one.',
    });
  }
  const found: Found[] = [];
  for (const dataset of wanted === undefined ? known : [wanted]) {
    found.push(...(await uploadsOf(store, dataset)).map((upload) => ({ dataset, ...upload })));
  }
  return found;
}

async function removeOne(
  store: ObjectStore,
  found: readonly Found[],
  id: string,
  again: string,
): Promise<void> {
  const matching = found.filter(({ uploadId }) => uploadId.startsWith(id));
  const [upload, ...others] = matching;
  if (!upload || others.length > 0) {
    const what = upload ? `${matching.length} uploads have an ID that begins with` : 'there is no upload';
    throw new UserError(upload ? 'AmbiguousUpload' : 'NoSuchUpload', `${what} '${id}'`, {
      remedy: 'insiders uploads lists them with their IDs; --dataset names one dataset.',
    });
  }
  const { dataset, file, state } = upload;
  await takeOut(store, dataset, upload);
  const next = state === 'counted' ? `; from the next run on: ${again} --dataset ${dataset}` : '';
  process.stdout.write(`${file} is out of '${dataset}'${next}\n`);
}

const rowOf = ({ dataset, uploadId, file, read, kept, rejected, from, to, runId, state, why }: Found) => ({
  dataset,
  id: uploadId,
  file,
  state,
  lines: read,
  kept,
  rejected,
  period: from === null ? '' : `${from} to ${to}`,
  run: runId,
  why,
});

const onWait = (note: string) => {
  process.stderr.write(`${note}\n`);
};
