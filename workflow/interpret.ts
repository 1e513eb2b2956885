import { checkDefinition } from './check-definition.js';
import { ExecutionFailed } from './execution-failed.js';
import { withinPayloadLimit } from './payload-limit.js';
import { runFlow } from './run-flow.js';
import { StateError } from './state-error.js';
import type { Json } from './states-language.js';
import type { Effects, Run, Scope } from './visit.js';
import type { WorkflowEvent } from './workflow-event.js';

export interface InterpretOptions {
  readonly executionName: string;
  readonly onEvent?: (event: WorkflowEvent) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs a state machine as Step Functions would and returns its output.
 * @throws Error where the definition uses anything not spoken here, before any state runs
 * @throws ExecutionFailed where the execution fails
 * @throws the signal's reason where it was cancelled
 */
export async function interpret(
  definition: unknown,
  input: Json,
  effects: Effects,
  { executionName, onEvent = () => {}, signal = new AbortController().signal }: InterpretOptions,
): Promise<Json> {
  const machine = await checkDefinition(definition);
  const execution = {
    Id: `local:${executionName}`,
    Name: executionName,
    StartTime: effects.now().toISOString(),
    Input: input,
  };
  const run: Run = { effects, execution, onEvent, caught: [] };
  const scope: Scope = { variables: {}, outer: null, signal };
  try {
    return await runFlow(run, machine, withinPayloadLimit(input, 'the input of the execution'), scope);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StateError)) throw error;
    throw new ExecutionFailed(error.error, error.message, originOf(error, run.caught));
  }
}

/** A Fail state passes an error on by name and cause: find the one it speaks of. */
function originOf(error: StateError, caught: readonly StateError[]): unknown {
  const same = (earlier: StateError) => earlier.error === error.error && earlier.message === error.message;
  return error.original ?? caught.findLast(same)?.original;
}
