import { retryDelaySeconds } from './retry-delay.js';
import { runState } from './run-state.js';
import { matchesError, StateError } from './state-error.js';
import type { Flow, Json, Retrier, State } from './states-language.js';
import { type Exit, leave, type Run, type Scope, type Visit } from './visit.js';

/** Walks a flow from its first state to its end and returns the last output. */
export async function runFlow(run: Run, flow: Flow, input: Json, scope: Scope): Promise<Json> {
  let name: string | null = flow.StartAt;
  let data = input;
  while (name !== null) {
    scope.signal.throwIfAborted();
    const visit: Visit = {
      run,
      name,
      enteredAt: run.effects.now(),
      input: data,
      scope,
      descend: (inner, innerInput, innerScope) => runFlow(run, inner, innerInput, innerScope),
    };
    const exit: Exit = await visitState(visit, flow.States[name]!);
    name = exit.next;
    data = exit.output;
  }
  return data;
}

/** One state with its retries and its catchers. */
async function visitState(visit: Visit, state: State): Promise<Exit> {
  const { run, scope } = visit;
  const place = { state: visit.name, ...(scope.item && { item: placeOf(scope.item) }) };
  const here = () => ({ ...place, at: run.effects.now() });
  const retries = new Map<Retrier, number>();
  run.onEvent({ type: 'entered', ...place, at: visit.enteredAt });
  for (;;) {
    try {
      const exit = await runState(visit, state);
      const result = exit.result === undefined ? {} : { result: exit.result };
      run.onEvent({ type: 'exited', ...here(), ...result });
      return exit;
    } catch (error) {
      // Anything else is a bug of the interpreter, or the signal's reason: no state may catch it.
      if (!(error instanceof StateError)) throw error;
      const again = nextRetry(visit, state, error, retries);
      if (again === null) {
        run.onEvent({ type: 'failed', ...here(), error: error.error, cause: error.message });
        return catchError(visit, state, error);
      }
      run.onEvent({ type: 'retrying', ...here(), error: error.error, ...again });
      await run.effects.wait(again.delaySeconds, scope.signal);
    }
  }
}

function placeOf({ index, count }: { index: number; count: number }) {
  return { index, count };
}

/** The first retrier that matches decides alone, each with a count of its own. */
function nextRetry(visit: Visit, state: State, { error }: StateError, retries: Map<Retrier, number>) {
  const retriers = ('Retry' in state && state.Retry) || [];
  const retrier = retriers.find(({ ErrorEquals }) => matchesError(ErrorEquals, error));
  if (!retrier) return null;
  const retry = (retries.get(retrier) ?? 0) + 1;
  if (retry > (retrier.MaxAttempts ?? 3)) return null;
  retries.set(retrier, retry);
  return { retry, delaySeconds: retryDelaySeconds(retrier, retry, visit.run.effects.random) };
}

async function catchError(visit: Visit, state: State, error: StateError): Promise<Exit> {
  const catchers = ('Catch' in state && state.Catch) || [];
  const catcher = catchers.find(({ ErrorEquals }) => matchesError(ErrorEquals, error.error));
  if (!catcher) throw error;
  visit.run.caught.push(error);
  const errorOutput = error.output;
  return leave(visit, catcher, catcher.Next, errorOutput, { errorOutput });
}
