import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../io/database.js';
import { dumpDatabase } from '../../io/dump-database.js';
import { sqlStatements } from '../../io/sql-statements.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { loadSmallRun } from '../report/small-run.js';
import { openTestDatabase } from './open-test-database.js';

let home: string;
let database: Database;
let copy: PGlite;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-dump-'));
  const read = () => Promise.reject(new Error('there is nothing to import'));
  database = await openTestDatabase(home, { read });
  await loadSmallRun(database);
  await database.query(`update runs set status = 'succeeded', published_at = '2026-01-01 12:30:00.5+02'`);
  await database.query(
    `update segments set name = 'O''Brien''s \\ "best" :name $1 Ünï' where segment_id = 1`,
  );
  const parts: string[] = [];
  await dumpDatabase(database, { migrations, views }, async (text) => void parts.push(text));
  copy = new PGlite();
  await copy.exec(parts.join(''));
});
afterAll(async () => {
  await database.close();
  await copy.close();
  await rm(home, { recursive: true });
});

const allTables = `select tablename as name from pg_tables where schemaname = 'public' order by 1`;

test('every table has the same rows in the copy', async () => {
  const tables = await database.query<{ name: string }>(allTables);
  expect((await copy.query(allTables)).rows).toEqual(tables);
  let filled = 0;
  for (const { name } of tables) {
    const sorted = `select t::text as row from "${name}" as t order by 1`;
    const rows = await database.query(sorted);
    expect((await copy.query(sorted)).rows).toEqual(rows);
    filled += Math.min(rows.length, 1);
  }
  expect(filled).toBeGreaterThan(10);
});

test('the views answer the same, to the reader too', async () => {
  await copy.exec('set role insiders_reader');
  for (const { name } of views) {
    const sorted = `select t::text as row from "${name}" as t order by 1`;
    expect((await copy.query(sorted)).rows).toEqual(await database.query(sorted));
  }
  await copy.exec('reset role');
});

test('with docker/, the script is followed by one that lets Metabase read it, and nothing else', async () => {
  for (const statement of sqlStatements(readFileSync('docker/initdb/20-metabase.sql', 'utf8'))) {
    await copy.exec(statement);
  }
  await copy.exec('set session authorization metabase_reader');
  expect((await copy.query('select run_id from current_runs')).rows).toHaveLength(1);
  await expect(copy.query('select * from runs')).rejects.toThrow('permission denied');
  await copy.exec('reset session authorization');
});

test('views and columns keep their descriptions', async () => {
  const comments = `
    select relname || '.' || coalesce(attname, '') as name, description
    from pg_description
    join pg_class on pg_class.oid = objoid
    left join pg_attribute on attrelid = objoid and attnum = objsubid and objsubid > 0
    where relnamespace = 'public'::regnamespace
    order by 1`;
  expect((await copy.query(comments)).rows).toEqual(await database.query(comments));
});
