import { createDataApiClient } from '../../../io/data-api-client.js';
import { openDataApiDatabase } from '../../../io/data-api-database.js';
import type { Database } from '../../../io/database.js';
import type { DatabaseFiles } from '../../../io/migrate.js';
import { handler } from '../../../lambdas/migrate/handler.js';
import { migrateDatabase } from '../../../lambdas/migrate/migrate-database.js';
import { type DataApiServer, startDataApiServer } from '../../servers/data-api-server.js';
import { type DeploymentServices, startDeploymentServices } from '../../servers/deployment-services.js';
import { taskEnvironment } from '../task-environment.js';

let server: DataApiServer;
let database: Database;
/** The service's clock. After three idle minutes a transaction is rolled back, and the next one has the connection. */
let now = 0;
const waited: number[] = [];
let services: DeploymentServices;
beforeAll(async () => {
  services = await startDeploymentServices();
  server = await startDataApiServer({ readObject: () => undefined, nowSeconds: () => now });
  const client = createDataApiClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const target = {
    resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:shop',
    secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop',
    database: 'insiders',
    bucket: 'shop-bucket',
    region: 'eu-central-1',
  };
  const wait = async (seconds: number) => {
    waited.push(seconds);
    now += 181;
  };
  database = openDataApiDatabase(client, target, { wait });
  // 001_schema makes it otherwise; all views are for it.
  await database.query('create role insiders_reader');
});
beforeEach(async () => {
  waited.length = 0;
  await empty();
});
afterAll(async () => {
  await database.close();
  await server.close();
  await services.close();
});

async function empty(): Promise<void> {
  for (const statement of [
    'drop view if exists books',
    'drop table if exists shelf, applied_migrations, applied_views',
  ]) {
    await database.query(statement);
  }
}

const first = { name: '001_shelf', text: 'create table shelf (book text); insert into shelf values (1);' };
const second = { name: '002_more', text: 'insert into shelf values (2); alter table shelf add page int;' };
const view = { name: 'books', text: 'create view books as select book from shelf;' };
const files: DatabaseFiles = { migrations: [first, second], views: [view] };
const create = { RequestType: 'Create' } as const;
const update = { RequestType: 'Update' } as const;

const books = () => database.query('select book from books order by 1');
const applied = () => database.query('select number, name from applied_migrations order by 1');
const both = [
  { number: 1, name: '001_shelf' },
  { number: 2, name: '002_more' },
];

test('a paused database is waited for', async () => {
  server.faults = (_, count) => (count < 3 ? { status: 400, name: 'DatabaseResumingException' } : undefined);
  await migrateDatabase(create, database, files);
  expect(waited).toEqual([1, 2, 4]);
  expect(await applied()).toEqual(both);
});

/** The answer to the call of this number is lost; the deployment after it finds the clock moved on. */
async function deployWithLostAnswer(at: number): Promise<boolean> {
  let isHit = false;
  const start = server.requests.length;
  server.faults = () => {
    const isNow = !isHit && server.requests.length - start === at;
    isHit ||= isNow;
    return isNow ? 'lostAnswer' : undefined;
  };
  await migrateDatabase(create, database, files).catch(() => {});
  server.faults = undefined;
  now += 181;
  return isHit;
}

test('whichever answer is lost, the next deployment ends where a flawless one does', async () => {
  for (let at = 0, isHit = true; isHit; at++) {
    await empty();
    isHit = await deployWithLostAnswer(at);
    expect(await migrateDatabase(update, database, files)).toBe('migrated');
    expect(await books()).toEqual([{ book: '1' }, { book: '2' }]);
    expect(await applied()).toEqual(both);
    if (!isHit) expect(at).toBeGreaterThan(15);
  }
});

test('a migration that fails fails the deployment, and the ones before it stay', async () => {
  const broken = { name: '003_broken', text: 'create table half (a int); select * from nowhere;' };
  const failing = migrateDatabase(create, database, { ...files, migrations: [first, second, broken] });
  await expect(failing).rejects.toThrow(/nowhere/);
  expect(await applied()).toEqual(both);
  expect(await database.query(`select to_regclass('half')::text as half`)).toEqual([{ half: null }]);
});

test('a roll-back to a version with fewer migrations leaves the newer database as it is', async () => {
  await migrateDatabase(create, database, files);
  const older = { ...files, migrations: [first] };
  expect(await migrateDatabase(update, database, older)).toBe('left as it is');
  expect(await applied()).toEqual(both);
  await expect(migrateDatabase(create, database, older)).rejects.toMatchObject({ name: 'DatabaseIsNewer' });
});

test('a migration that was changed after it was applied fails every deployment', async () => {
  await migrateDatabase(create, database, files);
  const changed = { ...files, migrations: [first, { name: '002_more', text: 'select 1;' }] };
  await expect(migrateDatabase(update, database, changed)).rejects.toMatchObject({
    name: 'MigrationMismatch',
  });
});

test('deleting the stack touches nothing', async () => {
  await migrateDatabase(create, database, files);
  const calls = server.requests.length;
  expect(await migrateDatabase({ RequestType: 'Delete' }, database, files)).toBe('left as it is');
  expect(server.requests).toHaveLength(calls);
  expect(await books()).toHaveLength(2);
});

describe('the handler', () => {
  const role = async () => {
    const [found] = await database.query(
      `select rolcanlogin as "mayLogIn" from pg_roles where rolname = 'insiders_steps'`,
    );
    return found;
  };
  beforeAll(() => {
    Object.assign(process.env, {
      ...taskEnvironment(server, services),
      STEPS_SECRET_ARN: 'steps',
      DATABASE_NAME: 'insiders',
    });
    services.secrets.set('steps', JSON.stringify({ username: 'insiders_steps', password: 'Steps-secret-1' }));
  });

  test('touches nothing when the stack goes', async () => {
    const calls = server.requests.length;
    expect(await handler({ RequestType: 'Delete' })).toEqual({ PhysicalResourceId: 'migrations' });
    expect(server.requests).toHaveLength(calls);
    expect(await role()).toBeUndefined();
  });

  test('brings the schema of this version into an empty database, with the import from S3 and the login', async () => {
    for (const request of [create, update]) {
      expect(await handler(request)).toEqual({ PhysicalResourceId: 'migrations' });
      expect(await database.query('select * from current_runs')).toEqual([]);
      expect(await role()).toEqual({ mayLogIn: true });
    }
    const [found] = await database.query(
      `select to_regproc('aws_s3.table_import_from_s3') is not null as there`,
    );
    expect(found).toEqual({ there: true });

    // A rollback that leaves the schema as it is may have brought back another secret.
    await database.query(`insert into applied_migrations (number, name, sha256) values (99, 'later', 'x')`);
    const given: string[] = [];
    server.faults = ({ body }) => {
      given.push(JSON.parse(String(body)).sql);
      return undefined;
    };
    await handler(update);
    server.faults = undefined;
    expect(given.filter((sql) => /^alter role "insiders_steps" login/.test(sql))).toHaveLength(1);
    expect(given.join()).not.toContain('Steps-secret-1');
  });
});
