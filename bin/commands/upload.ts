import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import { isUpload } from '../../core/uploads/is-upload.js';
import { checkFile, datasetNameOf, uploadKeys } from '../../io/put-upload.js';
import { putFile } from '../../io/s3-upload.js';
import { type Cloud, cloudHelp, cloudOptions, withCloud } from '../cloud/with-cloud.js';
import { exitCodes } from '../exit-codes.js';
import { withJoined } from '../joined-files.js';
import { parseOptions } from '../parse-options.js';
import { readRules } from '../read-rules.js';
import { showProgress } from '../terminal/progress.js';

export const help = `usage: insiders upload FILE… [--dataset NAME] [--rules FILE] [--stage NAME] [--region NAME] [--profile NAME]

Puts files of orders into the bucket of a deployment. They start a run of the dataset, unless the deployment was made
with startOnUpload=false. Tables that are orders only together (lines, orders, customers) are joined on their keys.

  --dataset NAME   the dataset (default: the name of the first file)
  --rules FILE     rules whose section "reading" names columns, for tables that are joined
${cloudHelp}`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('upload', words, {
    dataset: { type: 'string' },
    rules: { type: 'string' },
    ...cloudOptions,
  });
  if (positionals.length === 0) {
    throw new UserError('WrongUsage', 'upload takes one file or more', {
      remedy: 'For example: insiders upload orders.csv --dataset shop',
    });
  }
  const dataset = values.dataset ?? datasetNameOf(positionals[0]!);
  process.stdout.write(`${positionals.join(', ')} -> dataset '${dataset}', stage '${values.stage}'\n`);
  checkDatasetName(dataset);
  for (const [key, file] of uploadKeys(dataset, positionals)) await checkUpload(key, file);
  const { reading } = await readRules(values.rules);
  await withJoined(positionals, reading, (files) =>
    withCloud(values, (cloud) => putAll(cloud, dataset, uploadKeys(dataset, files))),
  );
  return exitCodes.done;
}

async function putAll(cloud: Cloud, dataset: string, keys: ReadonlyMap<string, string>): Promise<void> {
  const progress = showProgress(process.stdout);
  for (const [key, file] of keys) {
    const start = performance.now();
    progress.now('upload', file);
    await putFile(cloud.s3, cloud.bucket, key, file, (done, total) =>
      progress.now('upload', `${file} ${Math.floor((100 * done) / total)} %`),
    );
    const seconds = (performance.now() - start) / 1000;
    progress.finished('upload', seconds, `s3://${cloud.bucket}/${key}`);
  }
  progress.close();
  const next = cloud.startsOnUpload
    ? `a run begins in a minute or two: insiders status --dataset ${dataset} --watch`
    : `start a run: insiders start --dataset ${dataset}`;
  process.stdout.write(`${next}\n`);
}

/** @throws UserError where the file cannot be read, or would lie there unseen */
async function checkUpload(key: string, file: string): Promise<void> {
  await checkFile(file);
  const { size } = await stat(file);
  if (isUpload({ key, size })) return;
  throw new UserError(
    'IgnoredName',
    `a file of the name '${basename(file)}' is taken for an unfinished one`,
    {
      remedy: 'Give it a name that begins with a letter or digit, and not the ending of a temporary file.',
      file,
    },
  );
}
