import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { type RowsQuery, readTogether } from '../../report/read-together.js';
import { openTestDatabase } from '../io/open-test-database.js';

let home: string;
let database: Database;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-together-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

/** Numbers from 1, the largest first, each beside a text of so many characters. */
const numbers = (count: number, characters = 1): RowsQuery => ({
  columns: ['number', 'text'],
  sql: `select number, repeat('é', ${characters}) as text from generate_series(1, ${count}) as numbers (number)
    where :run_id = 'r' order by number desc`,
  values: { run_id: 'r' },
});

/** What the statements gave, in turn. */
async function read(queries: readonly RowsQuery[]) {
  const statements: object[][] = [];
  const results = await readTogether(async (sql, values) => {
    const rows = await database.query(sql, values);
    statements.push(rows);
    return rows;
  }, queries);
  return { results, statements };
}

test('each query has its own rows in its own order, whatever the others have', async () => {
  const counts = [3, 0, 1, 2, 0, 5, 1, 1, 4, 2];
  const { results, statements } = await read(counts.map((count) => numbers(count)));
  expect(results.map((rows) => rows.map(({ number }) => number))).toEqual(
    counts.map((count) => Array.from({ length: count }, (_, i) => count - i)),
  );
  expect(statements).toHaveLength(2);
});

test('a result is handed over in parts that the Data API lets through, and is whole', async () => {
  // 3 kB each: 16 kB are reached with the sixth row.
  const { results, statements } = await read([numbers(20, 1500), numbers(2)]);
  expect(statements[0]!.map((part) => Buffer.byteLength(JSON.stringify(part)) < 20_000)).toEqual(
    Array(5).fill(true),
  );
  expect(results[0]!.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
  expect(results[0]![19]).toEqual({ number: 1, text: 'é'.repeat(1500) });
});

test('a cell is what a query of its own would give', async () => {
  const columns = ['i', 'n', 'f', 'b', 't', 'd', 'a', 'j', 'missing'];
  const sql = `select 9007199254740991::bigint as i, 1234567.10::numeric as n, 1e-7::float8 + 0.1 as f, true as b,
    e'"\\\n<é' as t, date '2011-12-09' as d, array['x', 'y'] as a, '{"k": [1.50]}'::jsonb as j, null::text as missing`;
  const { results } = await read([{ sql, values: {}, columns }]);
  expect(results[0]).toEqual(await database.query(sql));
});
