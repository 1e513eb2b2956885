import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { UserError } from '../../core/errors/user-error.js';
import type { PushOptions } from '../../metabase/push-dashboards.js';
import { administrator, connectionTo, fewDashboards, push, useMetabase } from './push-to-stand-in.js';

const standIn = useMetabase();

/** The error of a push that must fail; no password may be in anything that it says. */
async function failureOf(options: Partial<PushOptions> = {}): Promise<UserError> {
  const error = await push(standIn.metabase, { dashboards: fewDashboards, ...options }).then(
    () => undefined,
    (error) => error,
  );
  expect(error).toBeInstanceOf(UserError);
  const told = [error.message, error.remedy, error.stack, error.cause?.message].join('\n');
  expect(told).not.toMatch(/correct-horse|db-secret|wrong-secret/);
  return error;
}

/** The push that follows once the reason is gone mends everything. */
async function expectMended(): Promise<void> {
  standIn.metabase.fault = undefined;
  standIn.metabase.delaySeconds = 0;
  await push(standIn.metabase, { dashboards: fewDashboards });
  expect((await push(standIn.metabase, { dashboards: fewDashboards })).calls.writes).toBe(0);
}

const writes = () => standIn.metabase.requests.filter((request) => /^(PUT|POST|DELETE)/.test(request));

test('a wrong password is refused before anything is written', async () => {
  await push(standIn.metabase, { dashboards: fewDashboards });
  const before = writes().length;
  const error = await failureOf({ credentials: { ...administrator, password: 'wrong-secret' } });
  expect(error).toMatchObject({ name: 'LoginFailed' });
  expect(error.message).toBe(
    'Metabase did not let us in: Metabase answered 401 to POST /api/session: password: did not match stored password',
  );
  expect(writes().slice(before)).toEqual(['POST /api/session']);
});

test('so is an API key that Metabase does not know', async () => {
  await push(standIn.metabase, { dashboards: fewDashboards });
  expect(await failureOf({ credentials: { apiKey: 'wrong-secret' } })).toMatchObject({ name: 'LoginFailed' });
});

test('an API key cannot make the first administrator', async () => {
  expect(await failureOf({ credentials: { apiKey: 'mb_1' } })).toMatchObject({ name: 'NoAdministratorYet' });
  expect(writes()).toEqual([]);
});

test('a first password that Metabase finds too common is refused in its words', async () => {
  const error = await failureOf({ credentials: { ...administrator, password: 'abc' } });
  expect(error.message).toContain('password is too common.');
});

test('somebody who is no administrator is refused before anything is written, and signed out', async () => {
  await push(standIn.metabase, { dashboards: fewDashboards });
  standIn.metabase.state.users[0]!.isSuperuser = false;
  const before = writes().length;
  expect(await failureOf()).toMatchObject({ name: 'NotAdministrator' });
  expect(writes().slice(before)).toEqual(['POST /api/session', 'DELETE /api/session']);
  standIn.metabase.state.users[0]!.isSuperuser = true;
  await expectMended();
});

test('a permission that is revoked half-way is told with the call that it was needed for', async () => {
  standIn.metabase.fault = ({ method, url }) =>
    method === 'POST' && url.pathname === '/api/card'
      ? { status: 403, name: "You don't have permissions to do that." }
      : undefined;
  const error = await failureOf();
  expect(error).toMatchObject({ name: 'MetabaseForbids' });
  expect(error.message).toBe(
    "Metabase answered 403 to POST /api/card: You don't have permissions to do that.",
  );
  await expectMended();
});

test('a server that is not there is waited for, then named', async () => {
  const unused = createServer();
  await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(unused.address() as AddressInfo).port}`;
  await new Promise((resolve) => unused.close(resolve));
  const error = await failureOf({ url, waitSeconds: 0.05 });
  expect(error).toMatchObject({ name: 'MetabaseUnreachable' });
  expect(error.message).toContain(`Metabase at ${url} was not ready within 0.05 s`);
  expect(error.message).toContain('ECONNREFUSED');
});

test('a server that never gets well is given up with its own words', async () => {
  standIn.metabase.state.startsIn.health = 1e6;
  const error = await failureOf({ waitSeconds: 0.05 });
  expect(error).toMatchObject({ name: 'MetabaseUnreachable' });
  expect(error.message).toContain('503');
});

test('a server that does not answer in time is named with the call', async () => {
  await push(standIn.metabase, { dashboards: fewDashboards });
  standIn.metabase.delaySeconds = 30;
  const error = await failureOf({ waitSeconds: 0.01, requestTimeoutSeconds: 0.1 });
  expect(error).toMatchObject({ name: 'MetabaseUnreachable' });
  expect(error.message).toContain('GET /api/health: there was none within 0.1 s');
  await expectMended();
});

test.each([
  [56, 'Metabase v0.56.3 is too old: dashboards are made for v0.57 to v0.65', 'Upgrade Metabase to v0.65.'],
  [
    66,
    'Metabase v0.66.3 is newer than the dashboards are made for, v0.57 to v0.65',
    'Upgrade Insiders, or run Metabase v0.65.',
  ],
])('v0.%i is refused before anything is written', async (version, message, remedy) => {
  await standIn.restart(version);
  expect(await failureOf()).toMatchObject({ name: 'UnsupportedMetabase', message, remedy });
  expect(writes()).toEqual([]);
});

describe('a database that Metabase cannot connect to', () => {
  test.each([
    [
      'its password is wrong',
      { password: 'wrong-secret' },
      'password authentication failed for user "reader"',
    ],
    ['its host is not there', { host: 'nowhere.test' }, 'Connection to nowhere.test:5432 refused'],
    ['it speaks TLS only', { tls: 'disable' as const }, 'no encryption'],
    ['there is no such database', { database: 'other' }, 'database "other" does not exist'],
  ])('because %s is refused', async (_, wrong, reason) => {
    const error = await failureOf({ database: { ...connectionTo(standIn.metabase), ...wrong } });
    expect(error).toMatchObject({ name: 'DatabaseRefused', remedy: expect.stringContaining('--database-') });
    expect(error.message).toContain(reason);
    await expectMended();
  });
});

test('a view that is not there is named before any card is written', async () => {
  await standIn.database.query('alter view customers_map rename to customers_chart');
  try {
    const error = await failureOf({ waitSeconds: 0.05 });
    expect(error).toMatchObject({ name: 'ViewMissing' });
    expect(error.message).toContain('customers_map');
    expect(standIn.metabase.state.cards).toEqual([]);
  } finally {
    await standIn.database.query('alter view customers_chart rename to customers_map');
  }
  await push(standIn.metabase, { dashboards: fewDashboards });
});

test('a database that is still being read is told from one that lacks views', async () => {
  standIn.metabase.fault = () => {
    for (const database of standIn.metabase.state.databases) database.looksUntilSynced = 9;
    return undefined;
  };
  expect(await failureOf({ waitSeconds: 0.05 })).toMatchObject({ name: 'SyncUnfinished' });
  standIn.metabase.fault = undefined;
  standIn.metabase.state.databases[0]!.looksUntilSynced = 1;
  await expectMended();
});

describe('a card that the database does not answer any more', () => {
  test('because its view has disappeared is named', async () => {
    await push(standIn.metabase, { dashboards: fewDashboards });
    await standIn.database.query('alter view customers_map rename to customers_chart');
    try {
      const error = await failureOf();
      expect(error).toMatchObject({ name: 'CardFails' });
      expect(error.message).toMatch(
        /^1 of \d+ cards cannot be answered by the database\. customers_map: ERROR: relation "public.customers_map" does not exist/,
      );
    } finally {
      await standIn.database.query('alter view customers_chart rename to customers_map');
    }
    await expectMended();
  });

  test('because the reader may not read it any more is named', async () => {
    await push(standIn.metabase, { dashboards: fewDashboards });
    await standIn.database.query('revoke select on customers_list from insiders_reader');
    try {
      expect((await failureOf()).message).toContain('permission denied for view customers_list');
    } finally {
      await standIn.database.query('grant select on customers_list to insiders_reader');
    }
    await expectMended();
  });
});
