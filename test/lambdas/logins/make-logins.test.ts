import { createDataApiClient } from '../../../io/data-api-client.js';
import { openDataApiDatabase } from '../../../io/data-api-database.js';
import type { Database } from '../../../io/database.js';
import { scramVerifier } from '../../../io/scram-verifier.js';
import { handler } from '../../../lambdas/logins/handler.js';
import { makeLogins } from '../../../lambdas/logins/make-logins.js';
import { makeStepsLogin } from '../../../lambdas/migrate/make-steps-login.js';
import { migrateDatabase } from '../../../lambdas/migrate/migrate-database.js';
import { type DataApiServer, startDataApiServer } from '../../servers/data-api-server.js';
import { type DeploymentServices, startDeploymentServices } from '../../servers/deployment-services.js';
import { taskEnvironment } from '../task-environment.js';

const application = { user: 'metabase', password: 'Owner-secret-1' };
const reader = { user: 'metabase_reader', password: 'Reader-secret-1' };
/** The least of a schema that has something to see and something to hide. */
const runs = { name: '001_runs', text: 'create role insiders_reader; create table runs (run_id text);' };
const currentRuns = { name: 'current_runs', text: 'create view current_runs as select run_id from runs;' };
const arns = {
  DATABASE_ARN: 'arn:aws:rds:eu-central-1:123456789012:cluster:shop',
  SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop',
};

let server: DataApiServer;
let services: DeploymentServices;
let database: Database;
/** Every statement that was sent. */
const sent: string[] = [];
beforeAll(async () => {
  services = await startDeploymentServices();
  server = await startDataApiServer({ readObject: () => undefined });
  server.faults = ({ body }) => {
    sent.push(JSON.parse(String(body)).sql);
    return undefined;
  };
  const client = createDataApiClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  database = openDataApiDatabase(client, {
    resourceArn: arns.DATABASE_ARN,
    secretArn: arns.SECRET_ARN,
    database: 'postgres',
    bucket: 'shop-bucket',
    region: 'eu-central-1',
  });
  await migrateDatabase({ RequestType: 'Create' }, database, { migrations: [runs], views: [currentRuns] });
  await makeStepsLogin(database, { user: 'insiders_steps', password: 'Steps-secret-1' });
  await makeLogins(database, { application, reader });
});
afterAll(async () => {
  await database.close();
  await server.close();
  await services.close();
});

const ask = async (sql: string) => (await database.query(sql))[0];
const may = (user: string, what: string) =>
  ask(`select has_${what.replace('(', `_privilege('${user}', `)} as may`);

test('Metabase owns its own database, and may not even enter the one of the orders', async () => {
  expect(
    await ask(`select pg_get_userbyid(datdba) as owner from pg_database where datname = 'metabase'`),
  ).toEqual({ owner: 'metabase' });
  expect(await may('metabase', `database('metabase', 'connect')`)).toEqual({ may: true });
  expect(await may('metabase', `database('postgres', 'connect')`)).toEqual({ may: false });
});

test('the steps go on entering the database of the orders, and that one only', async () => {
  expect(await may('insiders_steps', `database('postgres', 'connect')`)).toEqual({ may: true });
  expect(await may('insiders_steps', `database('metabase', 'connect')`)).toEqual({ may: false });
});

test('the reader sees views, no tables, and not what Metabase keeps', async () => {
  expect(await may('metabase_reader', `database('postgres', 'connect')`)).toEqual({ may: true });
  expect(await may('metabase_reader', `database('metabase', 'connect')`)).toEqual({ may: false });
  expect(await may('metabase_reader', `table('current_runs', 'select')`)).toEqual({ may: true });
  expect(await may('metabase_reader', `table('runs', 'select')`)).toEqual({ may: false });
});

test('of a task of Metabase that is gone without a word PostgreSQL hears soon', async () => {
  expect(
    await ask(`select array_to_string(rolconfig, ' ') as settings from pg_roles where rolname = 'metabase'`),
  ).toEqual({ settings: 'tcp_keepalives_idle=60s tcp_keepalives_interval=10s tcp_keepalives_count=3' });
});

test('the reader cannot write, no question of his runs for ever, and no connection is kept for nothing', async () => {
  const roles = `from pg_roles where rolname = 'metabase_reader'`;
  expect(await ask(`select array_to_string(rolconfig, ' ') as settings ${roles}`)).toEqual({
    settings: 'default_transaction_read_only=on statement_timeout=5min idle_session_timeout=10min',
  });
  expect(await ask(`select rolsuper or rolcreaterole or rolcreatedb as may ${roles}`)).toEqual({
    may: false,
  });
});

test('both can log in, with the password of the secret, which no statement has held', async () => {
  expect(
    await database.query(
      `select rolname from pg_roles where rolcanlogin and rolname like 'metabase%' order by 1`,
    ),
  ).toEqual([{ rolname: 'metabase' }, { rolname: 'metabase_reader' }]);
  expect(sent.join()).not.toMatch(/Owner-secret|Reader-secret/);
  expectPassword('metabase', application.password);
  expectPassword('metabase_reader', reader.password);
});

/** The last verifier that a login was given is one of this password. */
function expectPassword(user: string, password: string) {
  const pattern = new RegExp(`^alter role "${user}" login .*password '(SCRAM-SHA-256\\$4096:([^$]+)\\$.*)'`);
  const [, verifier, salt] = sent.map((sql) => pattern.exec(sql)).findLast((match) => match)!;
  expect(verifier).toBe(scramVerifier(password, { salt: Buffer.from(salt!, 'base64') }));
}

describe('the handler', () => {
  beforeAll(() => {
    Object.assign(process.env, {
      ...taskEnvironment(server, services),
      DATABASE_NAME: 'postgres',
      APPLICATION_SECRET_ARN: 'application',
      READER_SECRET_ARN: 'reader',
    });
    services.secrets.set('application', JSON.stringify({ username: 'metabase', password: 'Owner-secret-2' }));
    services.secrets.set(
      'reader',
      JSON.stringify({ username: 'metabase_reader', password: 'Reader-secret-2' }),
    );
  });

  test('gives the logins that are there the passwords that the secrets have now', async () => {
    const answer = { PhysicalResourceId: 'logins' };
    expect(await handler({ RequestType: 'Update' })).toEqual(answer);
    expect(await handler({ RequestType: 'Update' })).toEqual(answer);
    expectPassword('metabase', 'Owner-secret-2');
    expectPassword('metabase_reader', 'Reader-secret-2');
  });

  test('leaves everything where it is when the stack goes', async () => {
    const before = server.requests.length;
    expect(await handler({ RequestType: 'Delete' })).toEqual({ PhysicalResourceId: 'logins' });
    expect(server.requests).toHaveLength(before);
  });

  test('names a secret that holds no login', async () => {
    services.secrets.set('reader', '{}');
    await expect(handler({ RequestType: 'Create' })).rejects.toThrow(
      'the secret reader holds no username and password',
    );
  });
});
