import { setTimeout } from 'node:timers/promises';
import { UserError } from '../../core/errors/user-error.js';
import { type Execution, type ExecutionLog, openExecutionLog } from '../../io/execution-log.js';
import { type ExecutionStep, stepsOf } from '../../io/execution-steps.js';
import { costOf } from '../cloud/cost-of.js';
import { describeExecution, describeSteps, listExecutions } from '../cloud/describe-execution.js';
import { type Cloud, cloudHelp, cloudOptions, withCloud } from '../cloud/with-cloud.js';
import { exitCodes } from '../exit-codes.js';
import { parseOptions } from '../parse-options.js';
import { type Progress, showProgress } from '../terminal/progress.js';
import { summaryOfAll } from '../terminal/show-events.js';

export const help = `usage: insiders status [--dataset NAME] [--execution NAME] [--watch] [--stage NAME] [--region NAME] [--profile NAME]

Shows the newest executions in the cloud, and of one its steps, their progress, and what it cost.

  --dataset NAME    the executions of this dataset, and the steps of the newest
  --execution NAME  the steps of this one
  --watch           go on until it has ended; the exit code tells how
${cloudHelp}`;

/** So many executions are listed. */
const shown = 10;

const secondsBetweenLooks = 3;

interface Wanted {
  readonly dataset?: string | undefined;
  readonly execution?: string | undefined;
}

export async function run(words: string[]): Promise<number> {
  const { values } = parseOptions('status', words, {
    dataset: { type: 'string' },
    execution: { type: 'string' },
    watch: { type: 'boolean', default: false },
    ...cloudOptions,
  });
  await withCloud(values, async (cloud) => {
    const log = openExecutionLog(cloud.stepFunctions, cloud.stateMachineArn);
    if (values.watch) await watch(cloud, log, await findOne(cloud, log, values));
    else await show(cloud, log, values);
  });
  return exitCodes.done;
}

async function show(cloud: Cloud, log: ExecutionLog, wanted: Wanted): Promise<void> {
  if (wanted.execution === undefined) {
    const executions = await newest(log, wanted.dataset);
    if (executions.length === 0) throw nothingYet(wanted.dataset);
    process.stdout.write(`${listExecutions(executions, new Date())}\n`);
    if (wanted.dataset === undefined) return;
  }
  const execution = await findOne(cloud, log, wanted);
  const history = stepsOf(await log.history(execution.arn));
  const now = new Date();
  process.stdout.write(`\n${describeExecution(execution, costOf(history, cloud.stepMemoryMb), now)}\n`);
  process.stdout.write(`\n${describeSteps(history.steps, now)}\n`);
}

/** A line for each step when it is done; in the end how it went. */
async function watch(cloud: Cloud, log: ExecutionLog, found: Execution): Promise<void> {
  const progress = showProgress(process.stdout);
  const told = new Set<string>();
  process.stdout.write(`${found.name}\n`);
  for (let execution = found; ; execution = (await log.read(found.arn))!) {
    const history = stepsOf(await log.history(found.arn));
    for (const step of history.steps) tell(step, told, progress);
    if (execution.status !== 'RUNNING') {
      progress.close();
      const cost = costOf(history, cloud.stepMemoryMb);
      process.stdout.write(`\n${describeExecution(execution, cost, new Date())}\n`);
      if (execution.status !== 'SUCCEEDED') throw runFailed(execution);
      return;
    }
    await setTimeout(secondsBetweenLooks * 1000);
  }
}

function tell(step: ExecutionStep, told: Set<string>, progress: Progress): void {
  const { name, items, done, startedAt, stoppedAt, summaries } = step;
  if (!stoppedAt) progress.now(name, items === 1 ? '' : `${done} of ${items}`);
  if (!stoppedAt || told.has(name)) return;
  told.add(name);
  progress.finished(name, (stoppedAt.getTime() - startedAt.getTime()) / 1000, summaryOfAll(summaries));
}

async function newest(log: ExecutionLog, dataset: string | undefined): Promise<Execution[]> {
  const executions: Execution[] = [];
  for await (const execution of log.newest()) {
    if (dataset === undefined || execution.dataset === dataset) executions.push(execution);
    if (executions.length === shown) break;
  }
  return executions;
}

async function findOne(
  cloud: Cloud,
  log: ExecutionLog,
  { dataset, execution: name }: Wanted,
): Promise<Execution> {
  if (name === undefined) {
    for await (const execution of log.newest()) {
      if (dataset === undefined || execution.dataset === dataset) return execution;
    }
    throw nothingYet(dataset);
  }
  const arn = name.startsWith('arn:')
    ? name
    : `${cloud.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const execution = await log.read(arn);
  if (execution) return execution;
  throw new UserError('UnknownExecution', `there is no execution '${name}'`, {
    remedy: 'insiders status lists the newest; Step Functions keeps them for 90 days.',
  });
}

function nothingYet(dataset: string | undefined): UserError {
  const ofDataset = dataset === undefined ? '' : ` of '${dataset}'`;
  return new UserError('UnknownExecution', `there is no execution${ofDataset} in the last 90 days`, {
    remedy: 'Give it a file: insiders upload orders.csv --dataset shop; or start one: insiders start.',
  });
}

const runFailed = ({ name, status, error }: Execution) =>
  new UserError('RunFailed', `${name} ended as ${status}${error && `: ${error}`}`, {
    remedy: 'What to do: docs/runbook.md#failed-executions. The results of before are still shown.',
  });
