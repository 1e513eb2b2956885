import { createDataApiClient } from '../../../io/data-api-client.js';
import { openDataApiDatabase } from '../../../io/data-api-database.js';
import type { Database } from '../../../io/database.js';
import { makeStepsLogin } from '../../../lambdas/migrate/make-steps-login.js';
import { migrateDatabase } from '../../../lambdas/migrate/migrate-database.js';
import { migrations } from '../../../sql/postgres/migrations.js';
import { views } from '../../../sql/postgres/views.js';
import { type DataApiServer, startDataApiServer } from '../../servers/data-api-server.js';

const region = 'eu-central-1';
const arn = (secret: string) => `arn:aws:secretsmanager:${region}:123456789012:secret:${secret}`;
const login = { user: 'insiders_steps', password: 'Steps-secret-1' };
const update = { RequestType: 'Update' } as const;

let server: DataApiServer;
let master: Database;
let steps: Database;
beforeAll(async () => {
  server = await startDataApiServer({
    readObject: (_, key) =>
      Buffer.from(key === 'segments' ? 'run_id,segment_id,name\nr,1,a\n' : 'number,name\n7,a\n'),
    logins: { [arn('steps')]: login, [arn('old')]: { ...login, password: 'Steps-secret-0' } },
  });
  master = open('master');
  steps = open('steps');
  await migrateDatabase({ RequestType: 'Create' }, master, { migrations, views });
});
afterAll(async () => {
  await Promise.all([master.close(), steps.close()]);
  await server.close();
});

function open(secret: string): Database {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = createDataApiClient({ endpoint: server.url, region, credentials });
  const target = { resourceArn: `arn:aws:rds:${region}:123456789012:cluster:shop`, secretArn: arn(secret) };
  return openDataApiDatabase(client, { ...target, database: 'insiders', bucket: 'shop-bucket', region });
}

const privilegesOn = async (kind: 'r' | 'v') => {
  const may = (privilege: string) => `has_table_privilege('insiders_steps', oid, '${privilege}')`;
  const found = await master.query<{ name: string; may: string }>(
    `select relname as name, concat_ws(' ', ${[
      'select',
      'insert',
      'update',
      'delete',
      'truncate',
      'references',
      'trigger',
    ]
      .map((privilege) => `case when ${may(privilege)} then '${privilege}' end`)
      .join(', ')}) as may
    from pg_class where relnamespace = 'public'::regnamespace and relkind = '${kind}' order by 1`,
  );
  return Object.fromEntries(found.map(({ name, may }) => [name, may]));
};

test('before it is made, nobody signs in with its secret', async () => {
  await expect(steps.query('select 1')).rejects.toThrow(/password authentication failed/);
});

test('whichever answer is lost while it is made, the next deployment makes it, with the password of the secret', async () => {
  for (let at = 0, isHit = true; isHit; at++) {
    let calls = 0;
    server.faults = () => (calls++ === at ? 'lostAnswer' : undefined);
    await makeStepsLogin(master, login).catch(() => {});
    server.faults = undefined;
    isHit = calls > at;
    await makeStepsLogin(master, login);
  }
  expect(await steps.query('select session_user::text as "user"')).toEqual([{ user: 'insiders_steps' }]);
  await expect(open('old').query('select 1')).rejects.toThrow(/password authentication failed/);
});

test('it may put in and take out rows of every table, change those of runs, and see every view', async () => {
  const { runs, applied_migrations, applied_views, ...others } = await privilegesOn('r');
  expect(Object.keys(others).length).toBeGreaterThan(40);
  expect([...new Set(Object.values(others))]).toEqual(['select insert delete']);
  expect(runs).toBe('select insert update');
  expect([applied_migrations, applied_views]).toEqual(['', '']);
  const seen = await privilegesOn('v');
  expect(Object.keys(seen)).toHaveLength(views.length);
  expect([...new Set(Object.values(seen))]).toEqual(['select']);
});

test('it may see views that were remade, at once, and tables that were added, after the next deployment', async () => {
  const added = { name: '099_added', text: 'create table added (run_id text);' };
  await migrateDatabase(update, master, { migrations: [...migrations, added], views });
  expect([...new Set(Object.values(await privilegesOn('v')))]).toEqual(['select']);
  await makeStepsLogin(master, login);
  expect((await privilegesOn('r')).added).toBe('select insert delete');
});

test('it imports from S3 into the tables that it may write, and into no others', async () => {
  await steps.query(`insert into runs (run_id, dataset, status) values ('r', 'shop', 'loaded')`);
  const imported = (table: string, columns: string[]) =>
    steps.transaction((transaction) => transaction.importCsv(table, columns, table));
  await expect(imported('applied_migrations', ['number', 'name'])).rejects.toThrow(/permission denied/);
  // It comes so far that the table's own rules count.
  await expect(imported('segments', ['run_id', 'segment_id', 'name'])).rejects.toThrow(/violates not-null/);
});

test.each([
  ['make a table', 'create table mine (a int)'],
  ['make a table for itself', 'create temporary table mine (a int)'],
  ['make a schema', 'create schema mine'],
  ['make a function', 'create function mine() returns int language sql as $$ select 1 $$'],
  ['drop a table', 'drop table segments'],
  ['drop a view', 'drop view current_runs'],
  ['empty a table of all runs', 'truncate segments'],
  ['change a table', 'alter table runs add column a int'],
  ['forget a run', 'delete from runs'],
  ['change what was found', 'update segments set revenue = 0'],
  ['make a role', 'create role mine'],
  ['make a database', 'create database mine'],
  ['become the master user', 'set role insiders'],
  ['have what others may', 'grant insiders_reader to insiders_steps'],
  [
    'pretend that a migration was applied',
    `insert into applied_migrations (number, name, sha256) values (9, '', '')`,
  ],
  ['pretend that a view was made', 'update applied_views set sha256 = name'],
  ['read passwords', 'select rolpassword from pg_authid'],
  ['read files of the server', `copy runs from '/etc/passwd'`],
])('it may not %s', async (_, statement) => {
  await expect(steps.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});

test('it may no more within a transaction, and after it the master user is who it was', async () => {
  const making = steps.transaction((transaction) => transaction.query('create table mine (a int)'));
  await expect(making).rejects.toThrow('permission denied for schema public');
  expect(await master.query('select session_user::text as "user"')).toEqual([{ user: 'insiders' }]);
});
