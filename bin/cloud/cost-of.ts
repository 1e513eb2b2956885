import { type RunCost, runCost } from '../../core/runs/run-cost.js';
import type { ExecutionStep, ExecutionSteps } from '../../io/execution-steps.js';
import { largeMemoryMb, resourcesOf } from '../../lib/step-resources.js';

/** A database that nobody uses pauses after so long, unless the deployment says otherwise. */
const pauseSeconds = 300;

/** What an execution has cost so far, from the times in its history and the sizes of the Lambdas. */
export function costOf({ steps, transitions }: ExecutionSteps, stepMemoryMb = largeMemoryMb): RunCost {
  const withDatabase = steps.filter(({ name }) => resourcesOf(name, stepMemoryMb)?.database.length);
  return runCost({
    lambdas: steps.map(({ name, callSeconds, calls }) => ({
      seconds: callSeconds,
      calls,
      memoryMb: resourcesOf(name, stepMemoryMb)?.memoryMb ?? 0,
    })),
    transitions,
    databaseSeconds: withDatabase.length === 0 ? 0 : awakeSeconds(withDatabase) + pauseSeconds,
  });
}

function awakeSeconds(steps: readonly ExecutionStep[]): number {
  const from = Math.min(...steps.map(({ startedAt }) => startedAt.getTime()));
  const to = Math.max(...steps.map(({ startedAt, stoppedAt }) => (stoppedAt ?? startedAt).getTime()));
  return (to - from) / 1000;
}
