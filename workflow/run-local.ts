import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type LocalIo, openLocalIo } from '../io/local-io.js';
import type { PlanInput } from '../lambdas/plan/plan.js';
import { interpret } from './interpret.js';
import { runStep, type StepLoaders } from './run-step.js';
import definition from './segmentation.asl.json';
import type { Json } from './states-language.js';
import { steps, threadedSteps } from './steps.js';
import { systemEffects } from './system-effects.js';
import type { Call } from './visit.js';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';
import type { ItemPlace, WorkflowEvent } from './workflow-event.js';

/** How far a step is, in its own words. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly state: string;
  readonly item?: ItemPlace;
  readonly note: string;
  readonly done?: number;
  readonly total?: number;
}

export type LocalEvent = WorkflowEvent | ProgressEvent;

/** What an execution is started with. */
export type RunInput = Omit<PlanInput, 'startedAt'>;

export interface LocalRun {
  /** The folder of the store and the database. */
  readonly home: string;
  /** That folder, already open, if it is; who opened it closes it. */
  readonly io?: LocalIo;
  readonly input: RunInput;
  readonly onEvent?: (event: LocalEvent) => void;
  readonly signal?: AbortSignal;
  /** Most threads at a time. */
  readonly workers?: number;
  /** The bundled worker.ts; beside this file's own bundle where nothing else is said. */
  readonly workerUrl?: URL;
  readonly loaders?: StepLoaders;
}

export interface LocalResult {
  readonly output: Json;
  /** In the order in which they began; the items of a Map are one step, from the first to the last. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
}

/**
 * Runs the workflow on this machine. Several items of a Map run side by side on threads, a single one does
 * not pay for a thread.
 * @throws ExecutionFailed whose cause is what the step threw
 */
export async function runLocally({
  home,
  io: openIo,
  input,
  onEvent = () => {},
  signal = new AbortController().signal,
  workers = availableParallelism(),
  workerUrl = new URL('./worker.js', import.meta.url),
  loaders = steps,
}: LocalRun): Promise<LocalResult> {
  const io = openIo ?? openLocalIo(home);
  const pool = createWorkerPool({ url: workerUrl, home, size: workers });
  const times = new Map<string, { from: number; to: number }>();
  const running = new Set<Promise<unknown>>();
  const invoke = async (call: Call) => {
    const from = performance.now();
    const time = times.get(call.state) ?? { from, to: from };
    times.set(call.state, time);
    const step = invokeStep(call, { loaders, io, pool, onEvent });
    running.add(step);
    try {
      return await step;
    } finally {
      running.delete(step);
      time.to = performance.now();
    }
  };
  try {
    const effects = { ...systemEffects, invoke };
    const output = await interpret(definition, input as unknown as Json, effects, {
      executionName: randomUUID(),
      onEvent,
      signal,
    });
    const seconds = ({ from, to }: { from: number; to: number }) => (to - from) / 1000;
    return { output, steps: [...times].map(([name, time]) => ({ name, seconds: seconds(time) })) };
  } finally {
    // A step that nobody waits for any more still holds its query and the database.
    if (running.size > 0) io.interrupt();
    await Promise.allSettled(running);
    await pool.close();
    if (!openIo) await io.close();
  }
}

interface StepWorld {
  readonly loaders: StepLoaders;
  readonly io: LocalIo;
  readonly pool: WorkerPool;
  readonly onEvent: (event: LocalEvent) => void;
}

function invokeStep(call: Call, { loaders, io, pool, onEvent }: StepWorld): Promise<unknown> {
  const { functionName, payload, signal, state, item } = call;
  const step = functionName.replace(/^\$\{(.*)\}$/, '$1');
  const onProgress = (note: string, done?: number, total?: number) =>
    onEvent({
      type: 'progress',
      state,
      note,
      ...(item && { item }),
      ...(done !== undefined && { done }),
      ...(total !== undefined && { total }),
    });
  if (item && item.count > 1 && threadedSteps.includes(step)) {
    return pool.run({ step, payload }, { signal, onProgress });
  }
  return runStep(loaders, step, payload, { ...io, progress: onProgress });
}
