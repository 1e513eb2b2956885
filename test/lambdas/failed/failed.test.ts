import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestKey, runKey } from '../../../core/runs/keys.js';
import { emptyManifest, publishRun } from '../../../core/runs/manifest.js';
import type { Database } from '../../../io/database.js';
import { openDiskStore } from '../../../io/disk-store.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { readManifest } from '../../../io/read-manifest.js';
import { readSetAside } from '../../../io/set-aside.js';
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
const content = (digit: string) => `${digit.repeat(16)}-00000000`;
const files = ['a', 'b'].map((digit) => ({ key: `uploads/shop/${digit}.csv`, uploadId: content(digit) }));
beforeEach(async () => {
  await database.query('delete from runs');
  for (const key of await io.store.keys('lake/')) await io.store.remove(key);
  await io.store.write(runKey('shop-1', 'plan', 'plan.json'), JSON.stringify({ dataset: 'shop', files }));
});
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

const published = async (...runIds: string[]) => {
  const manifest = runIds.reduce(
    (before, runId, i) =>
      publishRun(before, { runId, publication: i + 1 }, [
        { uploadId: content(`${i}`), file: `${i}.csv`, read: 1, kept: 1, rejected: 0, runId },
      ]),
    emptyManifest,
  );
  await io.store.write(manifestKey('shop'), JSON.stringify(manifest));
};

test('the files of a run that the data refuse are set aside, with the reason', async () => {
  await failed(failure, io);
  expect(await readSetAside(io.store, 'shop')).toEqual(
    files.map(({ uploadId }, i) => ({
      ...{ uploadId, file: `${'ab'[i]}.csv`, runId: 'shop-1' },
      ...{ error: 'NoPurchases', message: 'nothing is left' },
    })),
  );
});

test.each(['ServiceTrouble', 'States.Timeout', 'AccessDenied', 'TypeError', 'ObjectChanged'])(
  'the files of a run that fails by %s are tried again by the next',
  async (error) => {
    await failed({ ...failure, error }, io);
    expect(await readSetAside(io.store, 'shop')).toEqual([]);
  },
);

test('files that count already are not set aside, however a run with them fails', async () => {
  const [first] = files;
  const upload = { uploadId: first!.uploadId, file: 'a.csv', read: 1, kept: 1, rejected: 0, runId: 'r0' };
  await io.store.write(
    manifestKey('shop'),
    JSON.stringify(publishRun(emptyManifest, { runId: 'r0', publication: 1 }, [upload])),
  );
  await failed(failure, io);
  expect((await readSetAside(io.store, 'shop')).map(({ file }) => file)).toEqual(['b.csv']);
});

test('a run that came into the manifest and not into view goes out of it again', async () => {
  await published('shop-0', 'shop-1');
  await failed({ ...failure, state: 'publish', error: 'ServiceTrouble' }, io);
  const { uploads, runs } = await readManifest(io.store, 'shop');
  expect(uploads.map(({ file }) => file)).toEqual(['0.csv']);
  expect(runs.map(({ runId }) => runId)).toEqual(['shop-0']);
});

test('a run that is seen stays in the manifest, though its answer was lost', async () => {
  await database.query(
    `insert into runs (run_id, dataset, status, published_at) values ('shop-1', 'shop', 'succeeded', now())`,
  );
  await published('shop-0', 'shop-1');
  await failed({ ...failure, state: 'publish', error: 'ServiceTrouble' }, io);
  expect((await readManifest(io.store, 'shop')).runs).toHaveLength(2);
});
