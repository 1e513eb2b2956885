import type { MessagePort } from 'node:worker_threads';
import { type LocalIoOptions, openLocalIo } from '../io/local-io.js';
import type { StepIo } from '../io/step-io.js';
import { runStep, type StepLoaders } from './run-step.js';
import type { Json } from './states-language.js';
import { packError, type ThreadError } from './thread-error.js';

/** One step for a thread to run; a thread has one at a time. */
export interface StepRequest {
  readonly step: string;
  readonly payload: Json;
}

/** Asks a thread to give up its step, so that it can be ended. */
export const interruptRequest = 'interrupt';

export type StepReply =
  | { readonly type: 'progress'; readonly note: string; readonly done?: number; readonly total?: number }
  /** The thread heard that it is to give up: what it waits for will fail. */
  | { readonly type: 'interrupted' }
  | { readonly type: 'returned'; readonly output: unknown }
  | { readonly type: 'threw'; readonly error: ThreadError };

/** What a thread is started with. */
export interface ThreadData {
  readonly home: string;
  /** Its share of the machine. */
  readonly engine: NonNullable<LocalIoOptions['engine']>;
}

/** Answers requests for steps on a port until the thread ends. */
export function serveSteps(port: MessagePort, loaders: StepLoaders, { home, engine }: ThreadData): void {
  const reply = (message: StepReply) => port.postMessage(message);
  const progress: StepIo['progress'] = (note, done, total) =>
    reply({
      type: 'progress',
      note,
      ...(done !== undefined && { done }),
      ...(total !== undefined && { total }),
    });
  const io = openLocalIo(home, progress, { engine });
  port.on('message', async (request: StepRequest | typeof interruptRequest) => {
    if (request === interruptRequest) {
      io.interrupt();
      return reply({ type: 'interrupted' });
    }
    const { step, payload } = request;
    try {
      reply({ type: 'returned', output: await runStep(loaders, step, payload, io) });
    } catch (error) {
      reply({ type: 'threw', error: packError(error) });
    }
  });
}
