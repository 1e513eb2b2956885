import { evaluate } from './expression.js';
import { runMap, runParallel } from './run-fan-out.js';
import { runTask } from './run-task.js';
import { StateError } from './state-error.js';
import type { ChoiceState, FailState, PassState, State, SucceedState, WaitState } from './states-language.js';
import { bindingsOf, type Exit, leave, numberField, type Visit } from './visit.js';

/** Does what one state says, once: no Retry, no Catch. */
export function runState(visit: Visit, state: State): Promise<Exit> {
  switch (state.Type) {
    case 'Task':
      return runTask(visit, state);
    case 'Map':
      return runMap(visit, state);
    case 'Parallel':
      return runParallel(visit, state);
    case 'Choice':
      return runChoice(visit, state);
    case 'Wait':
      return runWait(visit, state);
    case 'Pass':
      return runPass(visit, state);
    case 'Succeed':
      return runSucceed(visit, state);
    case 'Fail':
      return runFail(visit, state);
  }
}

async function runChoice(visit: Visit, state: ChoiceState): Promise<Exit> {
  for (const rule of state.Choices) {
    const holds = await evaluate(rule.Condition, bindingsOf(visit));
    if (typeof holds !== 'boolean') {
      throw new StateError(
        'States.QueryEvaluationError',
        `a Condition of ${visit.name} is not true or false`,
      );
    }
    if (holds) return leave(visit, rule, rule.Next, visit.input);
  }
  if (state.Default === undefined) {
    throw new StateError('States.NoChoiceMatched', `no Condition of ${visit.name} holds`);
  }
  return leave(visit, state, state.Default, visit.input);
}

async function runWait(visit: Visit, state: WaitState): Promise<Exit> {
  const { now, wait } = visit.run.effects;
  let seconds = await numberField(visit, 'Seconds', state.Seconds, { least: 0, absent: 0 });
  if (state.Timestamp !== undefined) {
    const until = Date.parse(String(await evaluate(state.Timestamp, bindingsOf(visit))));
    if (Number.isNaN(until)) {
      throw new StateError('States.QueryEvaluationError', `Timestamp of ${visit.name} is not a time`);
    }
    seconds = Math.max(0, (until - now().getTime()) / 1000);
  }
  await wait(seconds, visit.scope.signal);
  return leave(visit, state, state.Next, visit.input);
}

async function runPass(visit: Visit, state: PassState): Promise<Exit> {
  return leave(visit, state, state.Next, visit.input);
}

async function runSucceed(visit: Visit, state: SucceedState): Promise<Exit> {
  return leave(visit, state, undefined, visit.input);
}

async function runFail(visit: Visit, state: FailState): Promise<Exit> {
  const bindings = bindingsOf(visit);
  const error = await evaluate(state.Error ?? '', bindings);
  const cause = await evaluate(state.Cause ?? '', bindings);
  throw new StateError(String(error), String(cause));
}
