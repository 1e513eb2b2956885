import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerColumns } from '../../../core/features/customer-columns.js';
import type { FeaturizeReport } from '../../../core/features/featurize-report.js';
import { runKey } from '../../../core/runs/keys.js';
import type { StudyTable } from '../../../core/runs/studies.js';
import type { Database } from '../../../io/database.js';
import { openDiskStore } from '../../../io/disk-store.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { readJson } from '../../../io/read-json.js';
import { sqlStatements } from '../../../io/sql-statements.js';
import type { StepIo } from '../../../io/step-io.js';
import { failed } from '../../../lambdas/failed/failed.js';
import { writeCustomerRows } from '../../../lambdas/load/customer-rows.js';
import { load } from '../../../lambdas/load/load.js';
import { storedCustomers } from '../../../lambdas/publish/stored-rows.js';
import { migrations } from '../../../sql/postgres/migrations.js';
import { openTestDatabase } from '../../io/open-test-database.js';
import { type SmallRun, writeRun } from './write-run.js';

let home: string;
let database: Database;
let io: StepIo;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-load-'));
  const store = openDiskStore(join(home, 'store'));
  database = await openTestDatabase(home, store);
  io = { store, withEngine: (work) => withDuckdb(work), database: async () => database, progress: () => {} };
});
beforeEach(() => database.query('delete from runs'));
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const shop: SmallRun = {
  dataset: 'shop',
  runId: 'shop-1',
  revenues: { '007': 1000.5, 'o\'hara, "x"': 500.25, c: 20, d: 10.0001 },
};
const tables = [
  ...[
    'runs',
    'uploads',
    'cleaning_receipt',
    'rejects',
    'features',
    'spaces',
    'customers',
    'segments',
    'segment_features',
  ],
  'leaderboard',
  'silhouette_steps',
  'answers',
  'refusals',
];

async function loadRun(run: SmallRun): Promise<void> {
  await writeRun(io, run);
  await load(run, io);
}
const publish = (runId: string) =>
  database.query(
    `update runs set status = 'succeeded', published_at = clock_timestamp() where run_id = :runId`,
    {
      runId,
    },
  );
const rowsOf = async (runId: string) => {
  const entries = tables.map(async (table) => {
    const rows = await database.query(`select * from ${table} where run_id = :runId order by 1, 2, 3`, {
      runId,
    });
    return [table, rows] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

test('a run becomes rows in every table', async () => {
  await writeRun(io, shop);
  expect(await load(shop, io)).toEqual({ summary: '58 rows in 19 tables' });
  const rows = await rowsOf('shop-1');
  expect(rows.runs).toMatchObject([
    {
      ...{
        dataset: 'shop',
        status: 'loaded',
        started_at: '2011-12-10 08:00:00+00',
        published_at: null,
        seed: 42,
      },
      ...{
        as_of: '2011-12-09',
        period_from: '2010-12-01',
        lines_read: 12,
        lines_kept: 10,
        lines_rejected: 2,
      },
      ...{ customers: 4, revenue: 1530.7501, chosen_k: 2, insiders_segment_id: 1, error_name: null },
      currency: 'EUR',
      notes: [
        '2 of 12 lines (16.7 %) could not be read and do not count.',
        'Guests count, say \uFFFD.',
        'The file says nothing of hours.',
      ],
    },
  ]);
  expect(rows.uploads).toMatchObject([
    {
      upload_id: 'u1',
      file_name: 'orders.csv',
      date_format: 'YYYY-MM-DD',
      first_ordered_at: '2010-12-01 08:26:00',
    },
  ]);
  expect(rows.rejects).toMatchObject([
    { position: 1, line_no: 3, column_name: 'quantity', raw: '1,"x",\nmany' },
    { position: 2, line_no: 9, column_name: null, raw: '???' },
  ]);
  expect(rows.cleaning_receipt).toHaveLength(2);
  expect(rows.segments).toMatchObject([
    {
      segment_id: 1,
      name: 'Insiders',
      is_insiders: true,
      revenue: 1500.75,
      marks: ['spend a lot', 'say \uFFFD'],
    },
    { segment_id: 2, name: 'Others', is_insiders: false, revenue: 30.0001 },
  ]);
  expect(rows.segment_features).toMatchObject([{ segment_id: 1, ratio: null }, { segment_id: 2 }]);
  expect(rows.leaderboard).toMatchObject([
    { k: 2, chosen: true, verdict: 'because' },
    { k: 3, chosen: false },
  ]);
  expect(rows.refusals).toMatchObject([
    { topic: 'products_returned', title: 'Which products come back?', reason: 'The orders have no returns.' },
  ]);
  const fitted = { dimensions: 2, fitted_customers: 4, left_out_reason: null };
  const notes = ['recency_days is the same for every customer', 'say \uFFFD'];
  expect(rows.spaces).toMatchObject([
    { position: 1, space: 'scaled', ...fitted, description: '2 features in scaled', notes: [] },
    { position: 2, space: 'pca', ...fitted, description: '2 features in pca', notes },
    { position: 3, space: 'umap', ...fitted, description: '2 features in umap', notes: [] },
    {
      ...{ position: 4, space: 'forest', dimensions: null, fitted_customers: null, description: null },
      ...{ notes: [], left_out_reason: 'nothing predicts "revenue"' },
    },
  ]);
  const listed = await database.query('select notes from spaces_tried order by position');
  expect(listed.map((row) => row.notes)).toEqual([null, notes.join('; '), null, null]);
  expect(rows.features).toContainEqual(
    expect.objectContaining({ feature: 'country', left_out_reason: 'the file has no country', missing: 4 }),
  );
});

test('customers keep their ids, features and segment; unknown is null', async () => {
  await loadRun(shop);
  const rows = await database.query(
    `select customer_id, gross_revenue, first_ordered_at, avg_gap_days, country, segment_id, is_insider, is_extreme, map_x
    from customers order by map_x`,
  );
  const same = { first_ordered_at: '2011-12-01 10:00:00', avg_gap_days: null, country: null };
  expect(rows).toEqual(
    [
      {
        customer_id: '007',
        gross_revenue: 1000.5,
        segment_id: 1,
        is_insider: true,
        is_extreme: true,
        map_x: 0,
        ...same,
      },
      {
        customer_id: `o'hara, "x"`,
        gross_revenue: 500.25,
        segment_id: 1,
        is_insider: true,
        is_extreme: false,
        map_x: 1,
        ...same,
      },
      {
        customer_id: 'c',
        gross_revenue: 20,
        segment_id: 2,
        is_insider: false,
        is_extreme: false,
        map_x: 2,
        ...same,
      },
      {
        customer_id: 'd',
        gross_revenue: 10.0001,
        segment_id: 2,
        is_insider: false,
        is_extreme: false,
        map_x: 3,
        ...same,
      },
    ].map((row) => expect.objectContaining(row)),
  );
}, 20_000);

test('the same run loaded twice, even at once, is the same rows', async () => {
  await loadRun(shop);
  const once = await rowsOf('shop-1');
  await Promise.all([load(shop, io), load(shop, io)]);
  expect(await rowsOf('shop-1')).toEqual(once);
});

test('customers are written in parts, each of which the database imports well within a statement’s time', async () => {
  await writeRun(io, shop);
  await load(shop, io);
  const loaded = await database.query<{ id: string }>('select customer_id as id from customers');
  const report = await readJson<FeaturizeReport>(io.store, runKey('shop-1', 'featurize', 'featurize.json'));
  const [{ keys }] = (await writeCustomerRows(io, 'shop-1', report, 3)) as [StudyTable, StudyTable];
  await database.query('delete from customers');
  const rows = await database.transaction(async (transaction) => {
    const counts: number[] = [];
    for (const key of keys) counts.push(await transaction.importCsv('customers', customerColumns, key));
    return counts;
  });
  expect(rows).toEqual([3, 1]);
  const imported = await database.query<{ id: string }>('select customer_id as id from customers');
  expect(imported).toEqual(loaded);
  // Lists are made of every part.
  const customers = await storedCustomers(io.store, 'shop-1');
  const listed = await io.withEngine((engine) => engine.query(`select count(*) as rows from ${customers}`));
  expect(listed).toEqual([{ rows: 4 }]);
});

describe('what panels show first', () => {
  /** 6,000 Insiders of 12,000. */
  const many: SmallRun = {
    ...shop,
    revenues: Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`c${i + 1}`, 12_000 - i])),
    hasMap: true,
  };
  const ordered = () =>
    database.query<{ id: string; isInsider: boolean }>(
      'select customer_id as id, is_insider as "isInsider" from customers order by sample_order limit 5000',
    );
  const steps = () => database.query('select * from silhouette_steps order by segment_id, step');
  beforeEach(() => loadRun(many));

  test('of the map are Insiders, but not all, then everybody in an order like chance', async () => {
    const first = await ordered();
    expect(first.slice(0, 2500).every(({ isInsider }) => isInsider)).toBe(true);
    const others = first.slice(2500);
    expect(others.filter(({ isInsider }) => !isInsider).length).toBeGreaterThan(1400);
    expect(others.map(({ id }) => id)).not.toEqual(others.map(({ id }) => id).sort());
  });

  test('of each segment are sixty, the clearest first, with the share that would fit another better', async () => {
    const found = await database.query(
      `select segment_id, count(*) as rows, min(place) as first, max(place) as last, min(misplaced_share) as share,
        bool_and(silhouette <= before) as falls
      from (select *, lag(silhouette, 1, 1) over (partition by segment_id order by step) as before from silhouette_steps) as s
      group by segment_id order by segment_id`,
    );
    expect(found).toEqual(
      [1, 2].map((segment_id) =>
        expect.objectContaining({ segment_id, rows: 60, first: 1, last: 5901, falls: true }),
      ),
    );
    for (const { share } of found as { share: number }[]) expect(share).toBeCloseTo(0.2, 1);
  });

  test('is what the migration finds for runs that were loaded before it', async () => {
    const loaded = [await ordered(), await steps()];
    await database.query('delete from silhouette_steps');
    await database.query('update customers set sample_order = null');
    const { text } = migrations.find(({ name }) => name.endsWith('_panels'))!;
    const finding = [...sqlStatements(text)].filter((sql) => /(^|\n)(insert|update) /.test(sql));
    expect(finding).toHaveLength(2);
    for (const sql of finding) await database.query(sql);
    expect([await ordered(), await steps()]).toEqual(loaded);
  });
});

test('a loaded run is not seen before it is published; then it alone is', async () => {
  const seen = async () =>
    (await database.query('select distinct run_id from current_customers')).map((row) => row);
  await loadRun(shop);
  expect(await seen()).toEqual([]);
  await publish('shop-1');
  await loadRun({ ...shop, runId: 'shop-2', revenues: { x: 5, y: 4 } });
  expect(await seen()).toEqual([{ run_id: 'shop-1' }]);
  await publish('shop-2');
  expect(await seen()).toEqual([{ run_id: 'shop-2' }]);
});

test('a failure in the middle leaves the rows of before, for everybody', async () => {
  await loadRun(shop);
  await publish('shop-1');
  const before = await rowsOf('shop-1');
  // A customer twice: found by PostgreSQL's primary key, when most tables are in already.
  await writeRun(io, { ...shop, revenues: { ...shop.revenues, e: 1, f: 2 } });
  await io.store.write(
    runKey('shop-1', 'profile', 'members.csv'),
    `customer_id,segment_id,is_insider,silhouette,map_x,map_y\n${'c,1,true,0,0,0\n'.repeat(6)}`,
  );
  await expect(load(shop, io)).rejects.toThrow(/duplicate key/);
  expect(await rowsOf('shop-1')).toEqual(before);
  expect(await database.query('select count(*) as n from current_customers')).toEqual([{ n: 4 }]);
});

test('members who are not the customers are an error, not missing rows', async () => {
  await writeRun(io, shop);
  await io.store.write(
    runKey('shop-1', 'profile', 'members.csv'),
    'customer_id,segment_id,is_insider,silhouette,map_x,map_y\nc,1,true,0,0,0\n',
  );
  await expect(load(shop, io)).rejects.toThrow('1 of 4 customers');
  expect(await database.query('select * from runs')).toEqual([]);
});

test('another dataset is left alone', async () => {
  await loadRun(shop);
  await publish('shop-1');
  const before = await rowsOf('shop-1');
  await loadRun({ dataset: 'other', runId: 'other-1', revenues: { a: 2, b: 1 } });
  await publish('other-1');
  expect(await rowsOf('shop-1')).toEqual(before);
  expect(
    await database.query('select dataset, count(*) as n from current_customers group by 1 order by 1'),
  ).toEqual([
    { dataset: 'other', n: 2 },
    { dataset: 'shop', n: 4 },
  ]);
});

test('a published run that is loaded again and then fails is seen all the while', async () => {
  await loadRun(shop);
  await publish('shop-1');
  await load(shop, io);
  const seen = () => database.query('select run_id, status from current_runs');
  expect(await seen()).toEqual([{ run_id: 'shop-1', status: 'loaded' }]);
  await failed({ ...shop, execution: 'e', state: 'publish', error: 'Oops', cause: 'no disk' }, io);
  expect(await seen()).toEqual([{ run_id: 'shop-1', status: 'failed' }]);
  expect(await database.query('select count(*) as n from current_customers')).toEqual([{ n: 4 }]);
});
