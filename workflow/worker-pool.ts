import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { defaultMemoryLimitMb } from '../io/engine.js';
import { interruptRequest, type StepReply, type StepRequest, type ThreadData } from './serve-steps.js';
import { unpackError } from './thread-error.js';

export interface WorkerPool {
  /** Runs the step on a thread of its own as soon as one is free; aborting ends the thread. */
  run(request: StepRequest, options: RunOptions): Promise<unknown>;
  /** Ends every thread. */
  close(): Promise<void>;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (note: string, done?: number, total?: number) => void;
}

export interface WorkerPoolOptions {
  /** The bundled worker.ts. */
  readonly url: URL;
  readonly home: string;
  /** Most threads at a time. */
  readonly size: number;
  /** Most JavaScript objects of one thread may take; Node's own limit where it is absent. */
  readonly heapLimitMb?: number;
}

/**
 * A thread that does not hear an interruption for so long computes: it holds no query and can be ended. Loading
 * DuckDB is deaf too, and must not be cut short; it takes under a second.
 */
const deafAfterMilliseconds = 2000;

/** A thread that heard it ends its query and then its step; so long is a bug of the step. */
const stuckAfterMilliseconds = 20_000;

const askEveryMilliseconds = 20;

/** Threads that are started when there is work for them and kept for the next. */
export function createWorkerPool({ url, home, size, heapLimitMb }: WorkerPoolOptions): WorkerPool {
  const workerData: ThreadData = {
    home,
    engine: {
      memoryLimitMb: Math.floor(defaultMemoryLimitMb / size),
      threads: Math.max(1, Math.floor(availableParallelism() / size)),
    },
  };
  const threads = new Set<Worker>();
  const ending = new Map<Worker, Promise<unknown>>();
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  const start = () => {
    const resourceLimits = heapLimitMb === undefined ? {} : { maxOldGenerationSizeMb: heapLimitMb };
    const worker = new Worker(url, { workerData, resourceLimits });
    threads.add(worker);
    worker.once('exit', () => {
      threads.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  };

  return {
    async run(request, { signal, onProgress }) {
      while (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
      busy++;
      try {
        signal.throwIfAborted();
        const worker = idle.pop() ?? start();
        try {
          return await ask(worker, request, signal, onProgress);
        } finally {
          if (signal.aborted) ending.set(worker, endAfterStep(worker));
          else if (threads.has(worker)) idle.push(worker);
        }
      } finally {
        busy--;
        waiting.shift()?.();
      }
    },
    async close() {
      await Promise.all([...threads].map((worker) => ending.get(worker) ?? worker.terminate()));
    },
  };
}

/** Sends one request and waits for its answer, or for the end of the thread. */
function ask(
  worker: Worker,
  request: StepRequest,
  signal: AbortSignal,
  onProgress: RunOptions['onProgress'],
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      end();
    };
    const onMessage = (reply: StepReply) => {
      if (reply.type === 'progress') onProgress(reply.note, reply.done, reply.total);
      if (reply.type === 'returned') settle(() => resolve(reply.output));
      if (reply.type === 'threw') settle(() => reject(unpackError(reply.error)));
    };
    const onError = (error: Error) => settle(() => reject(threadDied(request.step, error.message, error)));
    const onExit = (code: number) => settle(() => reject(threadDied(request.step, `exit code ${code}`)));
    const onAbort = () => settle(() => reject(signal.reason));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort);
    worker.postMessage(request);
  });
}

/** Ending a thread in the middle of a query would crash the process, so the query is interrupted first. */
async function endAfterStep(worker: Worker): Promise<void> {
  const began = performance.now();
  let heardAt = began;
  let over = false;
  worker.on('message', ({ type }: StepReply) => {
    heardAt = performance.now();
    over ||= type === 'returned' || type === 'threw';
  });
  worker.once('exit', () => {
    over = true;
  });
  const isDeaf = () => performance.now() - heardAt > deafAfterMilliseconds;
  const isStuck = () => performance.now() - began > stuckAfterMilliseconds;
  while (!over && !isDeaf() && !isStuck()) {
    worker.postMessage(interruptRequest);
    await setTimeout(askEveryMilliseconds);
  }
  await worker.terminate();
}

function threadDied(step: string, why: string, cause?: Error): Error {
  const error = new Error(`the thread that ran ${step} died: ${why}`, cause && { cause });
  return Object.assign(error, { name: 'WorkerDied' });
}
