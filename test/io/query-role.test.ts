import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { hashFile } from '../../io/hash-file.js';
import { makeQueryRole, onlyRead, queryOnly } from '../../io/query-role.js';
import { openTestDatabase } from './open-test-database.js';

let home: string;
let database: Database;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-query-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await makeQueryRole(database);
  await database.query(`insert into runs (run_id, dataset, status) values ('r1', 'shop', 'loaded')`);
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const file = '/pglite/data/PG_VERSION';
/** Becoming somebody else within a statement, and then what only the superuser may. */
const become = "set_config('role', 'postgres', true)";

test.each([
  `copy (select 'x') to '${file}'`,
  `copy runs to '${file}'`,
  `copy runs from '${file}'`,
  `copy (select 1) to program 'cat > ${file}'`,
  `copy runs from program 'cat ${file}'`,
  `select pg_read_file('PG_VERSION')`,
  `select pg_ls_dir('.')`,
  `select lo_import('${file}')`,
  `select lo_export(lo_from_bytea(0, 'x'), '${file}')`,
  `select ${become}`,
  `select ${become}, query_to_xml($$select pg_read_file('PG_VERSION')$$, true, true, '')`,
  `update pg_settings set setting = 'postgres' where name = 'role'`,
  `do $$ begin set session authorization postgres; copy (select 'x') to '${file}'; end $$`,
  `create function pg_temp.f() returns int language plpgsql as $$ begin return 1; end $$`,
  `create function f() returns text language sql as $$ select pg_read_file('PG_VERSION') $$`,
  `create extension file_fdw`,
  `alter system set fsync = off`,
  `create table t as select 1`,
  `create temp table t as select 1 from runs for update`,
  'delete from runs',
  'with gone as (delete from runs returning *) select * from gone',
  'explain analyze delete from runs',
  'select * from runs for update',
  'drop table runs cascade',
  'truncate runs cascade',
  'vacuum full runs',
  'reindex table runs',
  'checkpoint',
  'drop database postgres',
  'drop owned by insiders_query',
  'grant pg_write_server_files to insiders_query',
  'alter role insiders_query superuser',
  'select 1; delete from runs',
  `load '$libdir/plpgsql'; delete from runs`,
  `select nextval('pg_catalog.pg_class_oid_seq')`,
  `select pg_promote()`,
  `select pg_reload_conf()`,
])('%s is refused and leaves everything as it is', async (statement) => {
  const before = await hashFile(join(home, 'postgres/PG_VERSION')).catch(() => '');
  await expect(queryOnly(database, statement)).rejects.toThrow();
  expect(await hashFile(join(home, 'postgres/PG_VERSION')).catch(() => '')).toBe(before);
  expect(await database.query('select run_id, current_user::text as user from runs')).toEqual([
    { run_id: 'r1', user: 'postgres' },
  ]);
});

test.each([
  'set role postgres',
  'set session authorization postgres',
  'reset session authorization',
  'commit',
  'rollback',
  'end',
])('%s may be said, and nothing comes after it', async (statement) => {
  await queryOnly(database, statement).catch(() => {});
  await expect(queryOnly(database, 'delete from runs')).rejects.toThrow();
  await expect(queryOnly(database, `copy (select 'x') to '${file}'`)).rejects.toThrow();
  expect(await database.query('select run_id from runs')).toHaveLength(1);
});

test('everything can be read', async () => {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(50);
  for (const { name } of tables) await queryOnly(database, `select count(*) from ${name}`);
  expect(await queryOnly(database, 'select run_id from runs')).toEqual([{ run_id: 'r1' }]);
  await queryOnly(database, 'copy (select 1) to stdout');
});

test('a database that is only to be read stays so', async () => {
  await onlyRead(database);
  await expect(database.query('delete from runs')).rejects.toThrow();
  await expect(database.query(`copy (select 'x') to '${file}'`)).rejects.toThrow();
  expect(await database.query('select run_id from runs')).toHaveLength(1);
});
