import type { RunCost } from '../../core/runs/run-cost.js';
import type { Execution } from '../../io/execution-log.js';
import type { ExecutionStep } from '../../io/execution-steps.js';
import { messageOf } from '../../lambdas/failed/failure-notice.js';
import { formatTable } from '../terminal/format-table.js';
import { summaryOfAll } from '../terminal/show-events.js';

/** One line for each execution. */
export function listExecutions(executions: readonly Execution[], now: Date): string {
  return formatTable(
    executions.map((execution) => ({
      started: execution.startedAt.toISOString().slice(0, 19).replace('T', ' '),
      dataset: execution.dataset,
      status: execution.status,
      seconds: secondsOf(execution, now),
      run: execution.runId,
      execution: execution.name,
    })),
  );
}

/** An execution, its cost and, where it failed, the reason. */
export function describeExecution(execution: Execution, cost: RunCost, now: Date): string {
  const { name, dataset, status, startedAt, runId, error, cause } = execution;
  const facts: [string, string | null][] = [
    ['execution', name],
    ['dataset', dataset],
    ['status', status],
    ['started', startedAt.toISOString()],
    ['took', `${secondsOf(execution, now)} s`],
    ['run', runId],
    ['cost', describeCost(cost)],
    ['error', error && `${error}: ${messageOf(cause)}`],
  ];
  return facts.flatMap(([title, text]) => (text ? [`${title.padEnd(11)}${text}`] : [])).join('\n');
}

/** One line for each step that has begun. */
export const describeSteps = (steps: readonly ExecutionStep[], now: Date): string =>
  formatTable(steps.map((step) => describeStep(step, now)));

const secondsOf = ({ startedAt, stoppedAt }: Pick<Execution, 'startedAt' | 'stoppedAt'>, now: Date) =>
  (((stoppedAt ?? now).getTime() - startedAt.getTime()) / 1000).toFixed(1);

function describeStep(step: ExecutionStep, now: Date) {
  const { name, items, done, errors, stoppedAt } = step;
  return {
    step: name,
    state: stoppedAt ? 'done' : errors.length > 0 && done < items ? 'in trouble' : 'running',
    items: items === 1 ? '' : `${done} of ${items}`,
    seconds: secondsOf(step, now),
    errors: errors.join(', '),
    summary: summaryOfAll(step.summaries),
  };
}

function describeCost({ lambda, stateMachine, database, total }: RunCost): string {
  const usd = (amount: number) => amount.toFixed(4);
  return (
    `about ${usd(total)} USD (Lambda ${usd(lambda)}, Step Functions ${usd(stateMachine)}, ` +
    `database ${usd(database)}; prices of us-east-1)`
  );
}
