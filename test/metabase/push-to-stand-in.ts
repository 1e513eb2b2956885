import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customers } from '../../dashboards/customers.js';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import { segments } from '../../dashboards/segments.js';
import type { Database } from '../../io/database.js';
import { supportedVersions } from '../../metabase/check-version.js';
import { type PushOptions, pushDashboards } from '../../metabase/push-dashboards.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadSmallRun } from '../report/small-run.js';
import { type MetabaseServer, startMetabase } from '../servers/metabase-server.js';

export interface StandIn {
  /** Holds one published run. */
  readonly database: Database;
  /** New for each test. */
  readonly metabase: MetabaseServer;
  /** Another one, in place of the test's. */
  restart(version?: number): Promise<void>;
}

/** A database for the tests of a file, and a Metabase for each of them. */
export function useMetabase(): StandIn {
  let home: string;
  let database: Database;
  let metabase: MetabaseServer;
  const restart = async (version: number = supportedVersions.newest) => {
    await metabase?.close();
    metabase = await startMetabase(database, version);
  };
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'insiders-metabase-'));
    const read = () => Promise.reject(new Error('there is nothing to import'));
    database = await openTestDatabase(home, { read });
    await loadSmallRun(database);
    await database.query(`update runs set status = 'succeeded', published_at = '2026-01-01'`);
  });
  beforeEach(() => restart());
  afterAll(async () => {
    await metabase.close();
    await database.close();
    await rm(home, { recursive: true });
  });
  return {
    get database() {
      return database;
    },
    get metabase() {
      return metabase;
    },
    restart,
  };
}

export const administrator = { email: 'admin@example.com', password: 'correct-horse-7' };

export const connectionTo = ({ accepted }: MetabaseServer) => ({
  name: 'Insiders',
  host: accepted.host,
  port: accepted.port,
  database: accepted.dbname,
  user: accepted.user,
  password: accepted.password,
  tls: 'require' as const,
});

/** Pushes our dashboards, as the command does. */
export const push = (metabase: MetabaseServer, options: Partial<PushOptions> = {}) =>
  pushDashboards({
    url: metabase.url,
    credentials: administrator,
    database: connectionTo(metabase),
    dashboards,
    filters,
    waitSeconds: 1,
    pauseSeconds: 0.01,
    ...options,
  });

/** Enough of our dashboards where it does not matter which. */
export const fewDashboards = [segments, customers];

// biome-ignore lint/suspicious/noExplicitAny: what Metabase answers
export type Json = any;

/** Asks Metabase as its administrator, as the browser of a person does. */
export async function asPerson(
  metabase: MetabaseServer,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: Json }> {
  metabase.state.apiKeys.set('person', metabase.state.users[0]!);
  const response = await fetch(`${metabase.url}${path}`, {
    method,
    headers: { 'x-api-key': 'person' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** What a push has changed, one thing at a time: `changed card Who is this customer?`. */
export const changesOf = (result: Awaited<ReturnType<typeof push>>): string[] =>
  (['created', 'changed', 'kept', 'archived'] as const).flatMap((outcome) =>
    result[outcome].map((thing) => `${outcome} ${thing}`),
  );
