import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { type LocalEvent, runLocally } from '../../workflow/run-local.js';
import { bundleWorker } from './bundle-worker.js';
import { createShopSteps } from './shop-steps.js';

describe('the workflow on one machine', () => {
  let worker: Awaited<ReturnType<typeof bundleWorker>>;
  let home: string;

  beforeAll(async () => {
    worker = await bundleWorker('test/workflow/worker-with-shop-steps.ts');
  });
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'insiders-run-local-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));
  afterAll(() => worker.remove());

  const runShop = async (files: number, workers: number, fields: object = {}) => {
    const events: LocalEvent[] = [];
    const result = await runLocally({
      home,
      input: { dataset: 'shop', rules: { files } },
      onEvent: (event) => events.push(event),
      workers,
      workerUrl: worker.url,
      loaders: createShopSteps(),
      ...fields,
    });
    return { ...result, events };
  };
  const stored = (key: string) => readFile(join(home, 'store', key), 'utf8');

  test('gives the output, and the seconds of each step in order', async () => {
    const { output, steps } = await runShop(3, 2);
    expect(output).toEqual({ dataset: 'shop', runId: 'shop-1', summary: 'published; told: tell' });
    expect(steps.map(({ name }) => name)).toEqual([
      'plan',
      'ingest',
      'clean',
      'featurize',
      'embed',
      'cluster',
      'choose',
      'assign',
      'profile',
      'study',
      'answer',
      'load',
      'publish',
      'tell',
    ]);
    expect(steps.every(({ seconds }) => seconds > 0 && seconds < 30)).toBe(true);
  });

  test('the results are the same with one thread and with three', async () => {
    const one = await runShop(5, 1);
    const written = await stored('result');
    const three = await runShop(5, 3);
    expect(three.output).toEqual(one.output);
    expect(await stored('result')).toBe(written);
    expect(written).toBe('file 0, file 1, file 2, file 3, file 4');
  });

  test('several items run on threads, a single one does not', async () => {
    await runShop(3, 2);
    expect(await stored('ingested/1')).not.toBe('thread 0: file 1');
    await runShop(1, 2);
    expect(await stored('ingested/0')).toBe('thread 0: file 0');
  });

  test('progress arrives with its state and item, from threads too', async () => {
    const { events } = await runShop(2, 2);
    const progress = events.filter(({ type }) => type === 'progress');
    expect(progress).toContainEqual({
      type: 'progress',
      state: 'ingest',
      item: { index: 1, count: 2 },
      note: 'reading',
      done: 1,
      total: 2,
    });
    expect(progress).toContainEqual({ type: 'progress', state: 'clean', note: 'cleaning' });
    const exited = events.find(({ type, state }) => type === 'exited' && state === 'clean');
    expect(exited).toMatchObject({ result: { summary: 'clean' } });
  });

  test.each([1, 2])('a UserError of a step is the cause of the failure: %d file(s)', async (files) => {
    const loaders = createShopSteps();
    const failure = await runShop(files, 2, {
      input: { dataset: 'shop', rules: { files, broken: true } },
      loaders,
    }).catch((error) => error);
    expect(failure).toMatchObject({ name: 'ExecutionFailed', error: 'EmptyFile' });
    expect(failure.cause).toBeInstanceOf(UserError);
    expect(failure.cause.remedy).toBe('Export it again.');
    expect(JSON.parse(await stored('failed'))).toMatchObject({ state: 'ingest', error: 'EmptyFile' });
  });

  test.each([
    ['a thread that computes', { endless: true }, 'reading'],
    ['a query of the main thread', { endlessQuery: true }, 'asking'],
  ])('cancelling stops %s and is not written down as a failure', async (_, rules, note) => {
    const controller = new AbortController();
    const started = performance.now();
    const running = runShop(2, 2, {
      input: { dataset: 'shop', rules: { files: 2, ...rules } },
      signal: controller.signal,
      onEvent: (event: LocalEvent) => {
        if (event.type === 'progress' && event.note === note) controller.abort(new Error('Ctrl-C'));
      },
    });
    await expect(running).rejects.toEqual(new Error('Ctrl-C'));
    expect(performance.now() - started).toBeLessThan(10_000);
    await expect(stored('failed')).rejects.toThrow('ENOENT');
  });
});
