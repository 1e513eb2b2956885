import { type ChildProcess, fork } from 'node:child_process';
import type { Answered, AnswererSetting, Question } from './questions.js';

export interface Asking {
  /** One question after the other. One that takes too long is ended, and so is what it has kept. */
  ask(question: Question): Promise<Answered>;
  close(): Promise<void>;
}

export interface AskingOptions extends AnswererSetting {
  /** The file of the process that answers. */
  readonly program: URL;
  readonly timeoutSeconds: number;
}

/** How long a process may take to let go of the database. */
const endSeconds = 5;

export function openAsking({ program, timeoutSeconds, ...setting }: AskingOptions): Asking {
  let child: ChildProcess | undefined;
  let isReady = Promise.resolve();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let lastId = 0;

  const start = () => {
    const started = fork(program, [JSON.stringify(setting)], { stdio: ['ignore', 2, 2, 'ipc'] });
    isReady = new Promise((resolve) => {
      started.once('message', () => resolve());
      // Whoever waits hears of it.
      started.once('exit', () => resolve());
    });
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    return started;
  };

  const askNow = async (question: Question): Promise<Answered> => {
    child ??= isClosed ? undefined : start();
    await isReady;
    const answerer = child;
    if (isClosed || !answerer) return ended('Stopped', 'the process that answers has ended');
    const id = ++lastId;
    return new Promise((resolve) => {
      const settle = (answered: Answered) => {
        clearTimeout(timer);
        answerer.off('message', take).off('exit', onExit);
        resolve(answered);
      };
      const take = (message: unknown) => {
        const { id: of, answered } = message as { id: number; answered: Answered };
        if (of === id) settle(answered);
      };
      const onExit = () =>
        settle(ended('QueryFailed', 'the process that answers ended; it may have had too little memory'));
      const timer = setTimeout(() => {
        if (child === answerer) child = undefined;
        answerer.off('exit', onExit);
        // Only then the folder is free for the next question.
        answerer.once('exit', () => settle(tooLong(timeoutSeconds)));
        answerer.kill('SIGKILL');
      }, 1000 * timeoutSeconds);
      answerer.on('message', take).once('exit', onExit);
      answerer.send({ id, question });
    });
  };

  return {
    ask(question) {
      const answered = last.then(() => askNow(question));
      last = answered;
      return answered;
    },
    async close() {
      isClosed = true;
      if (child) await end(child);
    },
  };
}

const ended = (error: string, detail: string, remedy = 'Ask again.'): Answered => ({
  error,
  data: { detail, remedy },
});

const tooLong = (seconds: number) =>
  ended(
    'TooLong',
    `it took more than ${seconds} seconds and was ended`,
    'Ask for less: fewer rows, sums rather than rows, a condition on run_id.',
  );

/** It lets go of the database by itself, unless a question keeps it. */
async function end(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const timer = setTimeout(() => child.kill('SIGKILL'), 1000 * endSeconds);
  child.disconnect();
  await exited;
  clearTimeout(timer);
}
