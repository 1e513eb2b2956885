import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKey } from '../../../core/runs/keys.js';
import type { Profile } from '../../../core/runs/profile.js';
import type { Database } from '../../../io/database.js';
import { openDiskStore } from '../../../io/disk-store.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { readJson } from '../../../io/read-json.js';
import type { StepIo } from '../../../io/step-io.js';
import { load } from '../../../lambdas/load/load.js';
import { readDocuments } from '../../../lambdas/publish/documents.js';
import { writeFiles } from '../../../lambdas/publish/write-files.js';
import { openTestDatabase } from '../../io/open-test-database.js';
import { writeRun } from './write-run.js';

let home: string;
let database: Database;
let io: StepIo;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-noise-'));
  const store = openDiskStore(join(home, 'store'));
  database = await openTestDatabase(home, store);
  io = { store, withEngine: (work) => withDuckdb(work), database: async () => database, progress: () => {} };
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const run = { dataset: 'shop', runId: 'shop-1', revenues: { a: 900, b: 800, c: 20, d: 10 } };
const readText = async (step: string, file: string) =>
  Buffer.from(await io.store.read(runKey('shop-1', step, file))).toString();

/** The run of a density model that leaves customer d out. */
async function writeNoisyRun(): Promise<void> {
  await writeRun(io, run);
  const members = (await readText('profile', 'members.csv')).replace(/^"d",.*$/m, '"d",0,false,,3,');
  await io.store.write(runKey('shop-1', 'profile', 'members.csv'), members);
  const key = runKey('shop-1', 'profile', 'profile.json');
  const profile = await readJson<Profile<object>>(io.store, key);
  const outcomes = ['chosen', 'tooMuchNoise'];
  const leaderboard = profile.leaderboard.map((row, i) => ({
    ...row,
    noiseShare: 0.25,
    outcome: outcomes[i],
  }));
  await io.store.write(key, JSON.stringify({ ...profile, leaderboard }));
}

test('a customer in no segment keeps every figure but the silhouette, in the table, the page and the lists', async () => {
  await writeNoisyRun();
  await load(run, io);
  await database.query(`update runs set status = 'succeeded', published_at = clock_timestamp()`);

  expect(
    await database.query(
      `select customer_id, segment_id, is_insider, silhouette, gross_revenue, map_x from customers where segment_id = 0`,
    ),
  ).toEqual([
    { customer_id: 'd', segment_id: 0, is_insider: false, silhouette: null, gross_revenue: 10, map_x: 3 },
  ]);
  expect(
    await database.query('select customer_id, segment from customers_list order by customer_id'),
  ).toEqual([
    { customer_id: 'a', segment: 'Insiders' },
    { customer_id: 'b', segment: 'Insiders' },
    { customer_id: 'c', segment: 'Others' },
    { customer_id: 'd', segment: 'No segment' },
  ]);

  await writeFiles(io, 'shop-1', await readDocuments(io.store, 'shop-1'));
  const [header, ...rows] = (await readText('publish', 'customers.csv')).trim().split('\n');
  expect(header).toMatch(/^customer_id,segment,is_insider,/);
  expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual([
    ['a', 'Insiders', 'true'],
    ['b', 'Insiders', 'true'],
    ['c', 'Others', 'false'],
    ['d', 'none', 'false'],
  ]);
  expect(await readText('publish', 'insiders.csv')).not.toMatch(/^d,/m);
});

test('the grid greys out a candidate that leaves more customers out than the rules allow', async () => {
  const grid = await database.query('select k, noise_share, is_ruled_out from model_grid order by k');
  expect(grid).toEqual([
    { k: 2, noise_share: 0.25, is_ruled_out: false },
    { k: 3, noise_share: 0.25, is_ruled_out: true },
  ]);
});
