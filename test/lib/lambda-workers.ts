import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

/** Runs in the thread: the bundle is loaded as Lambda loads it, and only name and message of an error come out. */
const host = `
const { parentPort, workerData } = require('node:worker_threads');
const { bundle, hurry } = workerData;
if (hurry > 1) {
  const timers = require('node:timers/promises');
  const { setTimeout: promised } = timers;
  timers.setTimeout = (delay, ...rest) => promised(delay / hurry, ...rest);
  const { setTimeout: plain } = globalThis;
  // What waits for so long is a limit, not a pause between two tries.
  globalThis.setTimeout = (work, delay = 0, ...rest) => plain(work, delay < 3000 ? delay / hurry : delay, ...rest);
}
const { handler } = require(bundle);
parentPort.on('message', async ({ id, event }) => {
  try {
    parentPort.postMessage({ id, output: JSON.stringify(await handler(event)) });
  } catch ({ name, message }) {
    parentPort.postMessage({ id, error: { name, message } });
  }
});`;

interface Answer {
  readonly id: number;
  readonly output?: string;
  readonly error?: { readonly name: string; readonly message: string };
}

export interface RunningLambda {
  invoke(event: unknown): Promise<unknown>;
  /** Ends the thread and gives what it has logged. */
  stop(): Promise<string>;
}

/**
 * A bundled handler in a thread with an environment of its own; it stays warm.
 * @param hurry how many times faster its clock lets pauses pass
 */
export function startLambda(bundle: string, environment: Record<string, string>, hurry = 1): RunningLambda {
  const workerData = { bundle, hurry };
  const worker = new Worker(host, { eval: true, workerData, env: environment, stdout: true });
  // One for each call that is under way: a duplicate and many items at once are no leak.
  worker.setMaxListeners(100);
  const log = text(worker.stdout);
  let lastId = 0;
  const failed = once(worker, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => {});

  const answerTo = (id: number) =>
    new Promise<Answer>((resolve) => {
      const take = (answer: Answer) => {
        if (answer.id !== id) return;
        worker.off('message', take);
        resolve(answer);
      };
      worker.on('message', take);
    });

  return {
    async invoke(event) {
      const id = ++lastId;
      const answered = answerTo(id);
      worker.postMessage({ id, event });
      const { output, error } = await Promise.race([answered, failed]);
      if (error) throw Object.assign(new Error(error.message), { name: error.name });
      return JSON.parse(output!);
    },
    async stop() {
      await worker.terminate();
      return log;
    },
  };
}
