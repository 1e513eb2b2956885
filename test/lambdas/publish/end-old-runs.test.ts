import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../io/database.js';
import { endOldRuns } from '../../../lambdas/publish/end-old-runs.js';
import { openTestDatabase } from '../../io/open-test-database.js';
import { loadSmallRun, runId } from '../../report/small-run.js';
import { addHistory } from '../../sql/history.js';

let home: string;
let database: Database;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-old-runs-'));
  const read = () => Promise.reject(new Error('there is nothing to import'));
  database = await openTestDatabase(home, { read });
  await loadSmallRun(database);
  await addHistory(database, runId, { dataset: 'big', runs: 4, copies: 2000 });
  await addHistory(database, runId, { dataset: 'other', runs: 3, copies: 1 });
}, 120_000);
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

/** Rows by run, of all tables but `runs`. */
async function rowsByRun(): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'run_id' and table_name <> 'runs'`,
  );
  const all = tables.map(({ name }) => `select run_id from "${name}"`).join(' union all ');
  const counted = await database.query<{ id: string; rows: number }>(
    `select runs.run_id as id, count(stored.run_id) as rows from runs left join (${all}) as stored using (run_id)
    group by runs.run_id order by runs.run_id`,
  );
  return Object.fromEntries(counted.map(({ id, rows }) => [id, rows]));
}

test('the rows of a dataset’s older runs end, those of the newest and of others stay, and so does every row of runs', async () => {
  const before = await rowsByRun();
  // More than one statement takes out.
  expect(before['big-001']).toBeGreaterThan(40_000);
  expect(await endOldRuns(database, 'big', 2)).toBe(2);
  expect(await rowsByRun()).toEqual({ ...before, 'big-001': 0, 'big-002': 0 });
});

test('what has ended is not looked for again', async () => {
  expect(await endOldRuns(database, 'big', 2)).toBe(0);
  expect(await endOldRuns(database, 'other', 20)).toBe(0);
});

test('a run that was not published is nobody’s old run', async () => {
  await database.query(`update runs set published_at = null where run_id = 'other-001'`);
  const before = await rowsByRun();
  expect(await endOldRuns(database, 'other', 2)).toBe(0);
  expect(await rowsByRun()).toEqual(before);
});

test('which runs are old is a matter of order, not of a clock that was set back', async () => {
  await addHistory(database, runId, { dataset: 'back', runs: 3, copies: 1 });
  await database.query(
    `update runs set publication = 1000 + cast(right(run_id, 1) as int), published_at = timestamptz '2030-01-01' -
      cast(right(run_id, 1) as int) * interval '1 day' where dataset = 'back'`,
  );
  expect(await endOldRuns(database, 'back', 2)).toBe(1);
  const left = await rowsByRun();
  expect([left['back-001'], left['back-002']! > 0, left['back-003']! > 0]).toEqual([0, true, true]);
});
