import { evaluate } from './expression.js';
import { withinPayloadLimit } from './payload-limit.js';
import { StateError } from './state-error.js';
import { isDistributed, type Json, type MapState, type ParallelState } from './states-language.js';
import { bindingsOf, type Exit, leave, numberField, type Scope, type Visit } from './visit.js';

/** How many items AWS works on at once where `MaxConcurrency` sets no limit. */
const inlineConcurrency = 40;
const distributedConcurrency = 10_000;

type RunItem = (index: number, signal: AbortSignal) => Promise<Json>;

/** Runs the item processor once for each item; the result holds the outputs in the order of the items. */
export async function runMap(visit: Visit, state: MapState): Promise<Exit> {
  const items = state.Items === undefined ? visit.input : await evaluate(state.Items, bindingsOf(visit));
  if (!Array.isArray(items)) {
    throw new StateError('States.QueryEvaluationError', `Items of ${visit.name} must be an array`);
  }
  const distributed = isDistributed(state);
  const limit = await numberField(visit, 'MaxConcurrency', state.MaxConcurrency, { least: 0, absent: 0 });
  const concurrency = limit || (distributed ? distributedConcurrency : inlineConcurrency);
  const runItem: RunItem = async (index, signal) => {
    const item = { index, count: items.length, value: items[index]! };
    const selecting = { ...visit, scope: { ...visit.scope, item } };
    const input =
      state.ItemSelector === undefined
        ? item.value
        : await evaluate(state.ItemSelector, bindingsOf(selecting));
    const outer = distributed ? null : visit.scope;
    const scope: Scope = { variables: {}, outer, item, signal };
    return visit.descend(
      state.ItemProcessor,
      withinPayloadLimit(input, `item ${index} of ${visit.name}`),
      scope,
    );
  };
  const runOne = distributed ? await tolerating(visit, state, items.length, runItem) : runItem;
  const result = await runTogether(visit.scope.signal, items.length, concurrency, runOne);
  return leave(visit, state, state.Next, result, { result });
}

/** Runs every branch with the same input; the result holds the outputs in the order of the branches. */
export async function runParallel(visit: Visit, state: ParallelState): Promise<Exit> {
  const input =
    state.Arguments === undefined ? visit.input : await evaluate(state.Arguments, bindingsOf(visit));
  withinPayloadLimit(input, `the input of the branches of ${visit.name}`);
  const { item } = visit.scope;
  const runBranch: RunItem = (index, signal) => {
    const scope: Scope = { variables: {}, outer: visit.scope, signal, ...(item && { item }) };
    return visit.descend(state.Branches[index]!, input, scope);
  };
  const count = state.Branches.length;
  const result = await runTogether(visit.scope.signal, count, count, runBranch);
  return leave(visit, state, state.Next, result, { result });
}

/** The first failure stops the siblings and is the failure of all. */
async function runTogether(outer: AbortSignal, count: number, concurrency: number, runOne: RunItem) {
  const over = new AbortController();
  const signal = AbortSignal.any([outer, over.signal]);
  const outputs: Json[] = new Array(count).fill(null);
  let next = 0;
  const runLane = async () => {
    while (next < count) {
      signal.throwIfAborted();
      const index = next++;
      outputs[index] = await runOne(index, signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, count) }, runLane));
  } finally {
    over.abort();
  }
  return outputs;
}

/** A distributed Map goes on until more items have failed than it tolerates: none, unless it says so. */
async function tolerating(visit: Visit, state: MapState, count: number, runItem: RunItem): Promise<RunItem> {
  const { ToleratedFailureCount, ToleratedFailurePercentage } = state;
  const none = ToleratedFailureCount === undefined && ToleratedFailurePercentage === undefined;
  const absent = none ? 0 : Infinity;
  const limits = { least: 0, absent };
  const failures = await numberField(visit, 'ToleratedFailureCount', ToleratedFailureCount, limits);
  const percent = await numberField(visit, 'ToleratedFailurePercentage', ToleratedFailurePercentage, limits);
  let failed = 0;
  return async (index, signal) => {
    try {
      return await runItem(index, signal);
    } catch (thrown) {
      if (!(thrown instanceof StateError)) throw thrown;
      failed++;
      if (failed <= failures && failed * 100 <= percent * count) return null;
      const cause = `${failed} of ${count} items of ${visit.name} failed; the last: ${thrown.error}`;
      throw new StateError('States.ExceedToleratedFailureThreshold', cause, thrown.original);
    }
  };
}
