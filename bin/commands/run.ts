import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Delivery, deliverEvents } from '../../api/events/deliver-events.js';
import { readEvents } from '../../api/events/read-events.js';
import { UserError } from '../../core/errors/user-error.js';
import type { Rules } from '../../core/rules/rules.js';
import { manifestKey } from '../../core/runs/keys.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import { countInWords } from '../../core/words/figures.js';
import { lockFolder } from '../../io/folder-lock.js';
import type { LocalIo } from '../../io/local-io.js';
import { makeFolder } from '../../io/make-folder.js';
import { checkFile, datasetNameOf, putUploads } from '../../io/put-upload.js';
import { readManifest } from '../../io/read-manifest.js';
import { sweepHome } from '../../io/sweep-home.js';
import { ExecutionFailed } from '../../workflow/execution-failed.js';
import { runLocally } from '../../workflow/run-local.js';
import { deliverResults } from '../deliver-results.js';
import { exitCodes } from '../exit-codes.js';
import { homeOf, openHome } from '../home.js';
import { withJoined } from '../joined-files.js';
import { parseOptions, wholeNumber } from '../parse-options.js';
import { readNotify } from '../read-notify.js';
import { readRules } from '../read-rules.js';
import { askDateOrder } from '../terminal/ask-date-order.js';
import { showProgress } from '../terminal/progress.js';
import { showAnswer } from '../terminal/show-answer.js';
import { eventDisplay } from '../terminal/show-events.js';
import { writeSample } from './sample.js';

export const help = `usage: insiders run [FILE…] [--dataset NAME] [--rules FILE] [--out DIR] [--seed N]
                    [--notify URL [--notify-customers]]

Finds the best customers in files of orders. Several files are one dataset, and so is what comes later under the
same name. Tables that are orders only together (lines, orders, customers) are joined on their keys. Without a file
it runs over the dataset that --dataset names, or makes a sample shop.

  --dataset NAME   the dataset (default: the name of the first file)
  --rules FILE     business choices, as insiders rules prints them
  --out DIR        where the page and the lists go (default insiders-out)
  --seed N         another seed than the rules'
  --notify URL     tell a program that the run is published, signed with INSIDERS_NOTIFY_SECRET (docs/api.md)
  --notify-customers  and which customers became Insiders, dropped out or came close
`;

interface Options {
  readonly files: readonly string[];
  readonly dataset: string;
  readonly out: string;
  readonly rules: Rules;
  readonly notify: Notify | undefined;
  readonly signal: AbortSignal;
}

interface Notify extends Delivery {
  readonly withCustomers: boolean;
}

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('run', words, {
    dataset: { type: 'string' },
    rules: { type: 'string' },
    out: { type: 'string', default: 'insiders-out' },
    seed: { type: 'string' },
    notify: { type: 'string' },
    'notify-customers': { type: 'boolean' },
  });
  const isSample = isSampleJob(positionals, values);
  const dataset = values.dataset ?? (isSample ? 'sample' : datasetNameOf(positionals[0]!));
  // Whoever sees the first line may stop the job.
  const interruption = listenForCtrlC();
  try {
    process.stdout.write(`Insiders: ${describeJob(positionals, dataset, isSample)}\n`);
    return await runJob(positionals, dataset, values, interruption.signal);
  } finally {
    interruption.close();
  }
}

/** Without a file and without a dataset there is only the sample shop. */
const isSampleJob = (files: readonly string[], { dataset }: Values) =>
  files.length === 0 && dataset === undefined;

interface Values {
  readonly rules?: string;
  readonly out: string;
  readonly seed?: string;
  readonly dataset?: string;
  readonly notify?: string;
  readonly 'notify-customers'?: boolean;
}

async function runJob(
  positionals: readonly string[],
  dataset: string,
  values: Values,
  signal: AbortSignal,
): Promise<number> {
  const home = homeOf(values.out);
  const isSample = isSampleJob(positionals, values);
  const fileRules = await readRules(values.rules);
  const seed = values.seed === undefined ? fileRules.seed : wholeNumber('seed', values.seed, 0, 2 ** 31 - 1);
  const rules = { ...fileRules, seed };
  // Whatever is wrong with the words is said before anything is made.
  checkDatasetName(dataset);
  const delivery = readNotify(values.notify, process.env.INSIDERS_NOTIFY_SECRET);
  const notify = delivery && { ...delivery, withCustomers: values['notify-customers'] ?? false };
  for (const file of positionals) await checkFile(file);
  if (positionals.length === 0 && !isSample) await checkDataset(home, dataset);
  await makeFolder(home);
  const lock = await lockFolder(join(home, 'run'), { onWait });
  try {
    await sweepHome(home);
    const given = isSample ? [await makeSample(values.out)] : positionals;
    return await runOrAsk({ files: given, dataset, out: values.out, rules, notify, signal }, home);
  } finally {
    await lock.release();
  }
}

/** Dates that nothing in the file decides are asked for, where somebody is there to answer. */
async function runOrAsk(options: Options, home: string): Promise<number> {
  try {
    return await joinAndRun(options, home);
  } catch (error) {
    if (!(error instanceof UserError) || error.name !== 'AmbiguousDates') throw error;
    const dateOrder = await askDateOrder(error);
    if (!dateOrder) throw error;
    const reading = { ...options.rules.reading, dateOrder };
    return joinAndRun({ ...options, rules: { ...options.rules, reading } }, home);
  }
}

/** The joined file lies where the next run finds it, if this one is killed. */
const joinAndRun = (options: Options, home: string): Promise<number> =>
  withJoined(options.files, options.rules.reading, (files) => runWith({ ...options, files }, home), {
    tempRoot: join(home, 'temp'),
  });

async function runWith(
  { files, dataset, out, rules, notify, signal }: Options,
  home: string,
): Promise<number> {
  const start = performance.now();
  const progress = showProgress(process.stdout);
  const io = openHome(home, onWait);
  const before = await newestPublication(io, dataset);
  const linesBefore = await linesThatCount(io, dataset);
  // The embedded PostgreSQL takes a second or two to start: it does so while the files are read. One that somebody else
  // uses is asked for again when it is needed; with one that is damaged there is no sense in going on.
  const damage = new AbortController();
  io.database().catch((error) => {
    if (error.name !== 'FolderInUse') damage.abort(error);
  });
  try {
    const uploads = await putUploads(join(home, 'store'), dataset, files);
    signal.throwIfAborted();
    const { output, steps } = await runLocally({
      home,
      io,
      input: { dataset, files: uploads, rules },
      onEvent: eventDisplay(progress, linesBefore),
      signal: AbortSignal.any([signal, damage.signal]),
    });
    const { runId } = output as { runId: string };
    const seconds = (performance.now() - start) / 1000;
    const replaced = await otherDatasetIn(out, dataset);
    const answer = await deliverResults(io.store, runId, out, { steps, seconds });
    progress.close();
    const today = new Date().toISOString().slice(0, 10);
    process.stdout.write(showAnswer(answer, out, { width: process.stdout.columns, today }));
    if (replaced !== null) process.stdout.write(replacedNote(replaced, dataset, out));
    if (notify) await tell(io, runId, notify);
    return exitCodes.done;
  } catch (error) {
    progress.close();
    await sweepHome(home);
    if (signal.aborted) {
      const isPublished = (await newestPublication(io, dataset)) > before;
      process.stderr.write(isPublished ? stoppedTooLate(dataset) : stopped);
      return exitCodes.interrupted;
    }
    throw error instanceof ExecutionFailed && error.cause instanceof Error ? error.cause : error;
  } finally {
    await io.close();
  }
}

/** The run is published, whoever hears of it. */
async function tell(io: LocalIo, runId: string, { withCustomers, ...delivery }: Notify): Promise<void> {
  try {
    const sources = { store: io.store, database: await io.database() };
    const events = await readEvents(sources, runId, { withCustomers });
    await deliverEvents(events, delivery);
    process.stdout.write(
      `  told      ${countInWords(events.length, 'event')} to ${new URL(delivery.url).host}\n`,
    );
  } catch (error) {
    const { host } = new URL(delivery.url);
    process.stderr.write(
      `note: ${host} was not told of the run, which is published: ${(error as Error).message}\n`,
    );
  }
}

const stopped = 'stopped: nothing half-done is left, earlier results are as they were\n';

const stoppedTooLate = (dataset: string) =>
  `stopped, but the run was published already and its files count: insiders run --dataset ${dataset} writes its lists\n`;

const newestPublication = async ({ store }: LocalIo, dataset: string): Promise<number> =>
  Math.max(0, ...(await readManifest(store, dataset)).runs.map(({ publication }) => publication));

/** The dataset whose page and lists lie in the folder, where it is another. */
async function otherDatasetIn(out: string, dataset: string): Promise<string | null> {
  const text = await readFile(join(out, 'run.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  // A file of somebody else's by that name says nothing of ours.
  const other = /"dataset": ?"([a-z0-9_-]+)"/.exec(text)?.[1];
  return other === undefined || other === dataset ? null : other;
}

const replacedNote = (other: string, dataset: string, out: string) =>
  `  note      the page and lists of dataset '${other}' in ${out} have made way for those of '${dataset}'; insiders run --dataset ${other} brings them back, and an --out of its own for each dataset keeps both\n`;

const linesThatCount = async ({ store }: LocalIo, dataset: string): Promise<number> =>
  (await readManifest(store, dataset)).uploads.reduce((lines, { kept }) => lines + kept, 0);

function describeJob(files: readonly string[], dataset: string, isSample: boolean): string {
  if (isSample) return 'no file given, so this makes a sample shop and runs on it (insiders run --help)';
  const what = files.length === 0 ? 'everything so far' : files.join(', ');
  return `${what} -> dataset '${dataset}'`;
}

async function makeSample(out: string): Promise<string> {
  const file = join(out, 'sample-orders.csv');
  await writeSample(file, 2000, 42);
  return file;
}

async function checkDataset(home: string, dataset: string): Promise<void> {
  await stat(join(home, 'store', manifestKey(dataset))).catch((cause) => {
    throw new UserError('UnknownDataset', `there is no dataset '${dataset}' yet`, {
      remedy: `Give it a first file: insiders run orders.csv --dataset ${dataset}`,
      cause,
    });
  });
}

/** The first Ctrl-C stops the run in order; a second one ends the process at once. */
function listenForCtrlC() {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    close() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}

const onWait = (note: string) => {
  process.stdout.write(`${note}\n`);
};
