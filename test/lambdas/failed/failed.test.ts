import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../io/database.js';
import { openDiskStore } from '../../../io/disk-store.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import type { StepIo } from '../../../io/step-io.js';
import { failed } from '../../../lambdas/failed/failed.js';
import { openTestDatabase } from '../../io/open-test-database.js';

let home: string;
let database: Database;
let io: StepIo;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-failed-'));
  const store = openDiskStore(join(home, 'store'));
  database = await openTestDatabase(home, store);
  io = { store, withEngine: (work) => withDuckdb(work), database: async () => database, progress: () => {} };
});
beforeEach(() => database.query('delete from runs'));
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const cause = JSON.stringify({ errorType: 'NoPurchases', errorMessage: 'nothing is left', trace: [] });
const failure = {
  dataset: 'shop',
  runId: 'shop-1',
  execution: 'exec-1',
  state: 'clean',
  error: 'NoPurchases',
  cause,
};
const runs = () =>
  database.query('select run_id, status, failed_step, error_name, error_message from runs order by run_id');
const said = { failed_step: 'clean', error_name: 'NoPurchases', error_message: 'nothing is left' };

test('a run that fails before anything was loaded has a row that says why', async () => {
  const { summary } = await failed(failure, io);
  expect(summary).toBe('shop-1 failed in clean: NoPurchases: nothing is left');
  expect(await runs()).toEqual([{ run_id: 'shop-1', status: 'failed', ...said }]);
  expect(await database.query('select * from current_runs')).toEqual([]);
});

test('a run without an id gets one from its execution', async () => {
  await failed({ ...failure, runId: null }, io);
  expect(await runs()).toEqual([{ run_id: 'shop-exec-1', status: 'failed', ...said }]);
});

test('a cause that is no JSON is the message itself', async () => {
  await failed({ ...failure, cause: 'Task timed out after 900 seconds' }, io);
  expect(await runs()).toMatchObject([{ error_message: 'Task timed out after 900 seconds' }]);
  await failed({ ...failure, cause: '{"other": 1}' }, io);
  expect(await runs()).toMatchObject([{ error_message: '{"other": 1}' }]);
});

test('a run that succeeded before stays published', async () => {
  await database.query(
    `insert into runs (run_id, dataset, status, published_at, customers) values ('shop-1', 'shop', 'succeeded', '2020-01-01', 7)`,
  );
  await failed(failure, io);
  expect(await database.query('select run_id, status, customers, published_at from current_runs')).toEqual([
    { run_id: 'shop-1', status: 'failed', customers: 7, published_at: '2020-01-01 00:00:00+00' },
  ]);
});

test('an execution without a dataset has no run to write about, and says what failed', async () => {
  const { dataset: _, ...without } = failure;
  const { summary } = await failed({ ...without, runId: null, state: 'plan' }, io);
  expect(summary).toBe('exec-1 failed in plan: NoPurchases: nothing is left');
  expect(await runs()).toEqual([]);
});
