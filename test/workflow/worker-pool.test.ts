import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import type { Json } from '../../workflow/states-language.js';
import { createWorkerPool, type WorkerPool } from '../../workflow/worker-pool.js';
import { bundleWorker } from './bundle-worker.js';

describe('a pool of worker threads', () => {
  let worker: Awaited<ReturnType<typeof bundleWorker>>;
  let pool: WorkerPool;
  const never = new AbortController().signal;
  const run = (step: string, payload: Json = null, signal = never, onProgress = (_: string) => {}) =>
    pool.run({ step, payload }, { signal, onProgress });

  beforeAll(async () => {
    worker = await bundleWorker('test/workflow/worker-with-test-steps.ts');
  });
  beforeEach(() => {
    pool = createWorkerPool({ url: worker.url, home: worker.folder, size: 2 });
  });
  afterEach(() => pool.close());
  afterAll(() => worker.remove());

  test('a thread runs the step over the same store, and says how far it is', async () => {
    const notes: unknown[] = [];
    const onProgress = (...progress: unknown[]) => notes.push(progress);
    const output = await run('echo', { a: [1] }, never, onProgress);
    expect(output).toMatchObject({ input: { a: [1] }, summary: 'echoed' });
    expect(notes).toEqual([['halfway', 1, 2]]);
    expect(await readFile(join(worker.folder, 'store/seen/by-a-thread'), 'utf8')).toBe('yes');
  });

  test('no more threads than its size are used, and they are used again', async () => {
    const threads = await Promise.all([1, 2, 3, 4, 5, 6].map(() => run('pause', 20)));
    expect(new Set(threads).size).toBe(2);
    expect(new Set([...threads, await run('pause', 0)]).size).toBe(2);
  });

  test('a UserError comes back whole: name, message, remedy, place, cause and stack', async () => {
    const error = (await run('refuse').catch((thrown) => thrown)) as UserError & { cause: Error };
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      name: 'NoUsableColumns',
      message: 'no column is a date',
      remedy: 'Name it.',
      place: { file: 'orders.csv', line: 3, column: 'When' },
      cause: { message: 'looked at 7 columns' },
    });
    expect(error.stack).toContain('worker.mjs');
    expect(error.cause.stack).toContain('worker.mjs');
  });

  test('any other error keeps its name, and its thread works on', async () => {
    const first = await run('pause', 0);
    await expect(run('breakDown')).rejects.toMatchObject({
      name: 'RangeError',
      message: 'nClusters must be at least 1',
    });
    expect(await run('pause', 0)).toBe(first);
  });

  test('a thread that ends in the middle of a step is an error that says so', async () => {
    await expect(run('leave')).rejects.toMatchObject({
      name: 'WorkerDied',
      message: 'the thread that ran leave died: exit code 3',
    });
    expect(await run('pause', 0)).toEqual(expect.any(Number));
  });

  test('a thread that runs out of memory is an error that says so', async () => {
    const small = createWorkerPool({ url: worker.url, home: worker.folder, size: 1, heapLimitMb: 24 });
    const options = { signal: never, onProgress: () => {} };
    await expect(small.run({ step: 'eat', payload: null }, options)).rejects.toMatchObject({
      name: 'WorkerDied',
      message: expect.stringContaining('memory'),
    });
    await small.close();
  });

  test.each(['spin', 'query'])('aborting ends a thread that would not stop by itself: %s', async (step) => {
    const controller = new AbortController();
    const running = run(step, null, controller.signal, () => controller.abort(new Error('Ctrl-C')));
    const waiting = [run('pause', 0), run('pause', 0), run('pause', 0)];
    await expect(running).rejects.toEqual(new Error('Ctrl-C'));
    expect(await Promise.all(waiting)).toHaveLength(3);
  });
});
