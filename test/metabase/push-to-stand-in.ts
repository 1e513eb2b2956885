import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import type { Database } from '../../io/database.js';
import { type PushOptions, pushDashboards } from '../../metabase/push-dashboards.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadSmallRun } from '../report/small-run.js';
import type { MetabaseServer } from '../servers/metabase-server.js';

/** A database with one published run, which `work` may use. Closed and deleted afterwards. */
export async function openPublishedRun(): Promise<{ database: Database; close: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-metabase-'));
  const read = () => Promise.reject(new Error('there is nothing to import'));
  const database = await openTestDatabase(home, { read });
  await loadSmallRun(database);
  await database.query(`update runs set status = 'succeeded', published_at = '2026-01-01'`);
  const close = async () => {
    await database.close();
    await rm(home, { recursive: true });
  };
  return { database, close };
}

export const administrator = { email: 'admin@example.com', password: 'correct-horse-7' };

/** Pushes our dashboards, as the command does. */
export const push = (metabase: MetabaseServer, options: Partial<PushOptions> = {}) =>
  pushDashboards({
    url: metabase.url,
    credentials: administrator,
    database: {
      name: 'Insiders',
      host: 'db.test',
      port: 5432,
      database: 'insiders',
      user: 'reader',
      password: metabase.accepted.password,
      tls: 'require',
    },
    dashboards,
    filters,
    waitSeconds: 1,
    pauseSeconds: 0.01,
    ...options,
  });
