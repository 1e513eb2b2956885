import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { features } from '../../core/features/features.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { openTestDatabase } from '../io/open-test-database.js';

let home: string;
let database: Database;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-schema-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const sqlNames = async (folder: string) =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length));

test('every numbered file is a migration, in order from 1 on without a gap', async () => {
  const numbered = (await sqlNames('sql/postgres')).filter((name) => /^\d/.test(name)).sort();
  expect(migrations.map(({ name }) => name)).toEqual(numbered);
  expect(numbered.map((name) => Number(name.slice(0, 3)))).toEqual(numbered.map((_, i) => i + 1));
});

test('every file in views/ is listed, and makes the view of its name', async () => {
  const files = await sqlNames('sql/postgres/views');
  const ofTables = views.filter(({ text }) => text.startsWith('-- Grain: as ')).map(({ name }) => name);
  expect(views.map(({ name }) => name).sort()).toEqual([...files, ...ofTables].sort());
  const made = await database.query(`select viewname from pg_views where schemaname = 'public' order by 1`);
  expect(made.map(({ viewname }) => viewname)).toEqual(views.map(({ name }) => name).sort());
});

test('every table, every view and each of their columns has a comment', async () => {
  const uncommented = await database.query(`
    select c.relname, a.attname
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
      and (coalesce(col_description(c.oid, a.attnum), '') = '' or coalesce(obj_description(c.oid), '') = '')`);
  expect(uncommented).toEqual([]);
});

test('the customers table has every feature of core/features.ts, in their order', async () => {
  const columns = await database.query(`
    select column_name from information_schema.columns
    where table_name = 'customers' and table_schema = 'public' order by ordinal_position`);
  expect(columns.map(({ column_name }) => column_name)).toEqual([
    'run_id',
    'customer_id',
    ...features.map(({ name }) => name),
    ...['segment_id', 'is_insider', 'is_extreme', 'silhouette', 'map_x', 'map_y', 'sample_order'],
  ]);
});

test('each table of a run has its view of the newest run', async () => {
  const tables = await database.query(
    `select distinct table_name from information_schema.columns join information_schema.tables using (table_name)
    where column_name = 'run_id' and table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThanOrEqual(9);
  const names = views.map(({ name }) => name);
  expect(tables.filter(({ table_name }) => !names.includes(`current_${table_name}`))).toEqual([]);
});

test('the reader reads every view and no table', async () => {
  const asReader = (sql: string) =>
    database.transaction(async (transaction) => {
      await transaction.query('set local role insiders_reader');
      return transaction.query(sql);
    });
  for (const { name } of views) expect(await asReader(`select * from ${name}`)).toEqual([]);
  await expect(asReader('select * from runs')).rejects.toThrow(/permission denied/);
  await expect(asReader('create table mine (a int)')).rejects.toThrow(/permission denied/);
});

test('the newest published run of each dataset is the current one', async () => {
  await database.query(`insert into runs (run_id, dataset, status, published_at) values
    ('a1', 'a', 'succeeded', '2020-01-01'), ('a2', 'a', 'succeeded', '2020-01-02'), ('a3', 'a', 'loaded', null),
    ('a4', 'a', 'failed', null), ('b1', 'b', 'failed', '2019-01-01')`);
  const current = () => database.query('select run_id from current_runs order by dataset');
  // b1 succeeded once and failed when it was run again: its results are still there.
  expect(await current()).toEqual([{ run_id: 'a2' }, { run_id: 'b1' }]);
});

test('what belongs to a run goes with it', async () => {
  await database.query(`insert into runs (run_id, dataset, status) values ('gone', 'a', 'loaded')`);
  await database.query(
    `insert into segments values ('gone', 1, 'n', 'd', 1, 1, 1, 1, 1, 1, 1, true, 0, '[]')`,
  );
  await database.query(`insert into segment_features values ('gone', 1, 'items', 1, 1, 1, 1, 1, 1)`);
  await database.query(`delete from runs where run_id = 'gone'`);
  expect(await database.query(`select * from segment_features where run_id = 'gone'`)).toEqual([]);
});
