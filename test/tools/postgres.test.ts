import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { createDataApiClient } from '../../io/data-api-client.js';
import { openDataApiDatabase } from '../../io/data-api-database.js';
import type { Database } from '../../io/database.js';
import { dumpDatabase } from '../../io/dump-database.js';
import type { Login } from '../../io/read-login.js';
import { openS3Store } from '../../io/s3-store.js';
import { makeLogins } from '../../lambdas/logins/make-logins.js';
import { migrateDatabase } from '../../lambdas/migrate/migrate-database.js';
import { endOldRuns } from '../../lambdas/publish/end-old-runs.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { describeDatabase } from '../io/database.contract.js';
import { type DeployedWorkflow, deployWorkflow, stepsLogin } from '../lib/deployed-workflow.js';
import { printTables } from '../lib/stored-rows.js';
import { startDataApiServer } from '../servers/data-api-server.js';
import { storedObject } from '../servers/s3-objects.js';
import { startS3Server } from '../servers/s3-server.js';
import { addHistory } from '../sql/history.js';
import { panelStatements, rowsRead } from '../sql/rows-read.js';
import { type RealPostgres, startRealPostgres } from './real-postgres.js';

const region = 'eu-central-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

describe('the contract of a database, through the Data API', () => {
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });
  describeDatabase(async () => {
    const postgres = await startRealPostgres();
    const s3 = await startS3Server('shop-bucket');
    const server = await startDataApiServer({
      readObject: (_, key) => s3.objects.get(key)?.content,
      postgres: postgres.behindDataApi(),
    });
    closing.push(postgres.close, s3.close, server.close);
    const client = createDataApiClient({ endpoint: server.url, region, credentials });
    const database = openDataApiDatabase(client, {
      resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:shop',
      secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop',
      database: 'insiders',
      bucket: 'shop-bucket',
      region,
    });
    await database.query('create extension if not exists aws_s3 cascade');
    const store = openS3Store(new S3Client({ endpoint: s3.url, region, credentials }), 'shop-bucket');
    return { database, store };
  });
});

describe('a deployment', () => {
  const bundles = '.cache/test-tools-postgres';
  const application = { user: 'metabase', password: 'Owner-secret-1' };
  const reader = { user: 'metabase_reader', password: 'Reader-secret-1' };
  let postgres: RealPostgres;
  let workflow: DeployedWorkflow;
  let admin: Database;
  let runId: string;

  beforeAll(async () => {
    postgres = await startRealPostgres();
    workflow = await deployWorkflow(bundles, { hurry: 20, postgres: postgres.behindDataApi() });
    admin = await postgres.open(postgres.superuser);
    await makeLogins(workflow.database, { application, reader });
    const orders = [...sampleShop({ random: createRandom(1), customers: 300 })].join('');
    workflow.s3.objects.set('uploads/shop/orders.csv', storedObject(Buffer.from(orders)));
    const output = await workflow.execute('first', { dataset: 'shop' });
    ({ runId } = output as { runId: string });
  }, 300_000);
  afterAll(async () => {
    await admin?.close();
    await workflow?.stop();
    await postgres?.close();
    await rm(bundles, { recursive: true, force: true });
  });

  /** `done`, or the state that PostgreSQL refuses it with. */
  async function tried(login: Login, statements: string, database?: string): Promise<string> {
    const opened = await postgres.open(login, database).catch((error) => error as Error & { code?: string });
    if (opened instanceof Error) return `no entry: ${(opened as { code?: string }).code}`;
    try {
      for (const sql of statements.split(';;')) await opened.query(sql);
      return 'done';
    } catch (error) {
      return `${(error as { code?: string }).code}`;
    } finally {
      await opened.close();
    }
  }
  const forbidden = '42501';
  const readOnly = '25006';

  test('a dropped file becomes a run that is seen', async () => {
    expect(postgres.version).toMatch(/^18\./);
    expect(await admin.query('select run_id, status from current_runs')).toEqual([
      { run_id: runId, status: 'succeeded' },
    ]);
    const prints = await printTables(admin);
    expect(prints.filter(({ rows }) => rows > 0).length).toBeGreaterThan(40);
  });

  test('migrating again changes nothing', async () => {
    const before = await admin.query('select * from applied_migrations');
    await migrateDatabase({ RequestType: 'Update' }, workflow.database, { migrations, views });
    await makeLogins(workflow.database, { application, reader });
    expect(await admin.query('select * from applied_migrations')).toEqual(before);
  });

  test('a wrong password is refused by PostgreSQL itself', async () => {
    for (const login of [stepsLogin, reader, application]) {
      const database = login === application ? application.user : undefined;
      expect(await tried(login, 'select 1', database)).toBe('done');
      expect(await tried({ ...login, password: 'Guessed-1' }, 'select 1', database)).toBe('no entry: 28P01');
    }
  });

  test('the reader reads every view and no table', async () => {
    const database = await postgres.open(reader);
    for (const { name } of views) await database.query(`select * from "${name}" limit 1`);
    const tables = await admin.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(50);
    for (const { name } of tables)
      await expect(database.query(`select * from "${name}" limit 1`)).rejects.toMatchObject({
        code: forbidden,
      });
    await database.close();
  });

  test.each([
    ['create table x (i int)', readOnly],
    ['set default_transaction_read_only = off;;create table x (i int)', forbidden],
    ['set default_transaction_read_only = off;;create temporary table x (i int)', forbidden],
    ['set default_transaction_read_only = off;;update runs set dataset = dataset', forbidden],
    ['set default_transaction_read_only = off;;create role r', forbidden],
    ['set role insiders', forbidden],
    ['select rolpassword from pg_authid', forbidden],
    [`select pg_read_file('/etc/passwd')`, forbidden],
    [`copy (select 1) to program 'id'`, forbidden],
    [`select aws_s3.table_import_from_s3('runs', '', '', null)`, forbidden],
  ])('the reader may not: %s', async (sql, state) => {
    expect(await tried(reader, sql)).toBe(state);
  });

  test('the reader and Metabase’s own login keep to their databases', async () => {
    expect(await tried(reader, 'select 1', application.user)).toMatch(/no entry/);
    expect(await tried(application, 'select 1')).toMatch(/no entry/);
    expect(await tried(application, 'create table t (i int);;drop table t', application.user)).toBe('done');
  });

  test('a task of Metabase that is killed while it migrates leaves no lock', async () => {
    // As Metabase's Liquibase: a lock of the session (liquibase-sessionlock), in the midst of a change.
    const script = `
      const { Client } = require('pg');
      const client = new Client({ host: '127.0.0.1', port: ${postgres.port}, database: '${application.user}',
        user: '${application.user}', password: '${application.password}' });
      client.connect().then(async () => {
        await client.query('select pg_advisory_lock(7)');
        await client.query('begin; create table half_migrated (i int)');
        console.log('locked');
      });`;
    const task = spawn(process.execPath, ['-e', script], {
      cwd: '.cache/tools/postgres',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(task.stdout, 'data');
    const next = await postgres.open(application, application.user);
    const tryLock = async () =>
      (await next.query<{ got: boolean }>('select pg_try_advisory_lock(7) as got'))[0]!.got;
    expect(await tryLock()).toBe(false);
    task.kill('SIGKILL');
    for (const until = Date.now() + 20_000; !(await tryLock()); await setTimeout(100)) {
      expect(Date.now()).toBeLessThan(until);
    }
    expect(await next.query(`select to_regclass('half_migrated') as made`)).toEqual([{ made: null }]);
    expect(await next.query('show tcp_keepalives_idle')).toEqual([{ tcp_keepalives_idle: '60' }]);
    await next.close();
  });

  test('a connection of the reader that nobody uses ends', async () => {
    const database = await postgres.open(reader);
    expect(await database.query('show idle_session_timeout')).toEqual([{ idle_session_timeout: '10min' }]);
    await database.close();
  });

  test.each([
    'drop table customers',
    'alter table customers add x int',
    'create table x (i int)',
    'create view v as select 1',
    'create temporary table x (i int)',
    'create role r',
    'set role insiders',
    'truncate customers',
    'delete from runs',
    'update customers set segment_id = 1',
    'select * from applied_migrations',
    'set session_replication_role = replica',
  ])('the steps may not: %s', async (sql) => {
    expect(await tried(stepsLogin, sql)).toBe(forbidden);
  });

  test('no figure of a run is infinite or not a number', async () => {
    const columns = await admin.query<{ table: string; column: string }>(`
      select table_name as "table", column_name as "column" from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('double precision', 'numeric')`);
    expect(columns.length).toBeGreaterThan(100);
    const odd = columns.map(
      ({ table, column }) =>
        `select '${table}.${column}' as place from "${table}" where "${column}"::text in ('NaN', 'Infinity', '-Infinity')`,
    );
    expect(await admin.query(odd.join(' union all '))).toEqual([]);
  });

  test('each panel is answered in both of its forms, to whoever asks it', async () => {
    const asReader = await postgres.open(reader);
    const asStep = await postgres.open(stepsLogin);
    for (const { form, sql } of panelStatements(runId))
      await (form === 'page' ? asStep : asReader).query(sql);
    await asReader.close();
    await asStep.close();
  });

  test('a dump is the same rows, and the same views, in another database', async () => {
    const parts: string[] = [];
    await dumpDatabase(admin, { migrations, views }, async (text) => void parts.push(text));
    await admin.query('create database copied');
    const script = await postgres.connect(postgres.superuser, 'copied');
    await script.query(parts.join(''));
    await script.end();
    const copy = await postgres.open(postgres.superuser, 'copied');
    expect(await printTables(copy)).toEqual(await printTables(admin));
    for (const { name } of views) {
      const sorted = `select t::text as row from "${name}" as t order by 1`;
      expect([name, await copy.query(sorted)]).toEqual([name, await admin.query(sorted)]);
    }
    await copy.close();
  });

  test('with twenty runs of 10,000 customers a panel reads one of them, in less than a second', async () => {
    const newest = await addHistory(admin, runId, { dataset: 'shop', runs: 20, copies: 34 });
    await admin.query('vacuum analyze');
    const [{ customers }] = (await admin.query(
      'select count(*) as customers from customers where run_id = :newest',
      { newest },
    )) as [{ customers: number }];
    expect(customers).toBeGreaterThan(9_000);
    const slow: unknown[] = [];
    for (const { panel, form, sql } of panelStatements(newest)) {
      const before = performance.now();
      const read = Math.max(0, ...(await rowsRead(admin, sql)).values());
      const seconds = (performance.now() - before) / 1000;
      // A customer has up to three forecasts; a panel may join a table to itself and count what it does not show.
      if (read > 6 * customers || seconds > 1) slow.push({ panel, form, read, seconds });
    }
    expect(slow).toEqual([]);
  }, 300_000);

  test('the steps may end old runs', async () => {
    const asStep = await postgres.open(stepsLogin);
    expect(await endOldRuns(asStep, 'shop', 19)).toBe(2);
    expect(await endOldRuns(asStep, 'shop', 19)).toBe(0);
    await asStep.close();
  });
});
