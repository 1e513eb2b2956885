import { once } from 'node:events';
import { evaluate } from './expression.js';
import { withinPayloadLimit } from './payload-limit.js';
import { lambdaError, StateError } from './state-error.js';
import type { Json, TaskState } from './states-language.js';
import { bindingsOf, type Exit, leave, numberField, type Visit } from './visit.js';

/** Invokes the state's function; the result has the shape of Lambda's answer. */
export async function runTask(visit: Visit, state: TaskState): Promise<Exit> {
  const { FunctionName, Payload } = (await evaluate(state.Arguments, bindingsOf(visit))) as {
    FunctionName: string;
    Payload: Json;
  };
  withinPayloadLimit(Payload, `the payload of ${visit.name}`);
  const limits = { least: 1, absent: Infinity };
  const timeoutSeconds = await numberField(visit, 'TimeoutSeconds', state.TimeoutSeconds, limits);
  const answer = await invoke(visit, FunctionName, Payload, timeoutSeconds);
  withinPayloadLimit(answer, `the result of ${visit.name}`);
  const result = { Payload: answer, StatusCode: 200 };
  return { ...(await leave(visit, state, state.Next, result, { result })), result: answer };
}

async function invoke(
  { run, name, scope }: Visit,
  functionName: string,
  payload: Json,
  timeoutSeconds: number,
): Promise<Json> {
  scope.signal.throwIfAborted();
  const settled = new AbortController();
  const signal = AbortSignal.any([scope.signal, settled.signal]);
  const item = scope.item && { index: scope.item.index, count: scope.item.count };
  const call = { functionName, payload, signal, state: name, ...(item && { item }) };
  const aborted = once(signal, 'abort').then(() => scope.signal.throwIfAborted());
  const answered = run.effects.invoke(call).catch((thrown) => {
    throw lambdaError(thrown);
  });
  try {
    const timedOut = timeout(run.effects.wait, timeoutSeconds, settled.signal);
    const answer = await Promise.race([aborted, timedOut, answered]);
    // Whatever the function returns crosses as JSON on AWS.
    return JSON.parse(JSON.stringify(answer ?? null));
  } finally {
    settled.abort();
  }
}

async function timeout(
  wait: (seconds: number, signal: AbortSignal) => Promise<void>,
  seconds: number,
  signal: AbortSignal,
): Promise<never> {
  await (seconds === Infinity ? once(signal, 'abort') : wait(seconds, signal));
  throw new StateError('States.Timeout', `no answer within ${seconds} seconds`);
}
