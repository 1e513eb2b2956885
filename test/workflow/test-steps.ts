import { threadId } from 'node:worker_threads';
import { UserError } from '../../core/errors/user-error.js';
import type { StepIo } from '../../io/step-io.js';
import type { StepLoaders } from '../../workflow/run-step.js';

/** Steps with every way to end that a thread has. */
export const testSteps = {
  echo: async () => async (input: unknown, io: StepIo) => {
    io.progress('halfway', 1, 2);
    await io.store.write('seen/by-a-thread', 'yes');
    return { input, threadId, summary: 'echoed' };
  },
  pause: async () => async (milliseconds: number) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return threadId;
  },
  refuse: async () => async () => {
    throw new UserError('NoUsableColumns', 'no column is a date', {
      remedy: 'Name it.',
      file: 'orders.csv',
      line: 3,
      column: 'When',
      cause: new Error('looked at 7 columns'),
    });
  },
  breakDown: async () => async () => {
    throw new RangeError('nClusters must be at least 1');
  },
  leave: async () => async () => process.exit(3),
  eat: async () => async () => {
    const meal: unknown[] = [];
    for (;;) meal.push(new Array(100_000).fill(meal.length).map(String));
  },
  query: async () => async (_: unknown, io: StepIo) =>
    io.withEngine(async (engine) => {
      setTimeout(() => io.progress('asking'), 100);
      return engine.query(
        'select count(*) from range(1000000000) a, range(1000000) b where a.range <> b.range',
      );
    }),
  spin: async () => async (_: unknown, io: StepIo) =>
    io.withEngine(async (engine) => {
      await engine.query('select 1');
      io.progress('spinning');
      for (;;);
    }),
} satisfies StepLoaders;
