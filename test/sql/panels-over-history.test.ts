import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadSmallRun, runId } from '../report/small-run.js';
import { addHistory } from './history.js';
import { panelStatements, rowsRead } from './rows-read.js';

let home: string;
let database: Database;
let newest: string;
/** Of the newest run, by table. */
const sizes = new Map<string, number>();

const runs = 40;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-history-'));
  const read = () => Promise.reject(new Error('there is nothing to import'));
  database = await openTestDatabase(home, { read });
  await loadSmallRun(database);
  newest = await addHistory(database, runId, { dataset: 'shop', runs, copies: 40 });
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'customer_id'`,
  );
  for (const { name } of tables) {
    const [counted] = await database.query<{ rows: number }>(
      `select count(*) as rows from "${name}" where run_id = :newest`,
      { newest },
    );
    sizes.set(name, counted!.rows);
  }
}, 120_000);
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

/** A panel may join a table to itself, and count what it does not show. */
const mostReadings = 4;

test('a panel reads the rows of the run that it shows, however many runs there were before', async () => {
  const tooMany: unknown[] = [];
  for (const { panel, form, sql } of panelStatements(newest)) {
    for (const [table, rows] of await rowsRead(database, sql)) {
      const ofRun = sizes.get(table);
      // A run's 12 customers, where a table holds no more of each run, are found by reading a page of the table.
      const most = Math.max(mostReadings * (ofRun ?? 0), 40 * runs);
      if (ofRun !== undefined && rows > most) tooMany.push({ panel, form, table, rows, ofRun });
    }
  }
  expect(tooMany).toEqual([]);
});

test('the newest run of each dataset is shown, and no other', async () => {
  const other = await addHistory(database, runId, { dataset: 'other', runs: 2, copies: 1 });
  const statement = panelStatements(newest).find(
    ({ panel, form }) => panel === 'segment_shares' && form === 'Metabase',
  )!;
  const of = async (run: string) =>
    (await database.query('select segment from segment_shares where run_id = :run', { run })).length;
  expect(await database.query(statement.sql)).toHaveLength((await of(newest)) + (await of(other)));
}, 60_000);
