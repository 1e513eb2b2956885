import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import type { Engine } from '../../io/engine.js';
import { withOrderLake } from '../lambdas/clean/order-lake.js';
import { runFeaturize } from '../lambdas/featurize/run-featurize.js';

const folder = join(__dirname, '../../sql/engine');
const files = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const withoutComments = (text: string) => text.replaceAll(/--.*$/gm, '');

/** Athena's dialect is Trino's: "Athena engine version 3", Amazon Athena User Guide. */
const parser = new TrinoSQL();
const complaints = (sql: string) =>
  parser
    .validate(sql)
    .map(({ startLine, startColumn, message }) => `line ${startLine}:${startColumn}: ${message}`);

/**
 * Functions that DuckDB and Trino both have, with the same arguments and the same result where we call them. Source:
 * Trino 479 documentation, "Aggregate functions", "Window functions", "Date and time functions and operators",
 * "String functions and operators", "Mathematical functions and operators", "Conditional expressions".
 */
const shared = new Set([
  ...['count', 'sum', 'min', 'max', 'row_number', 'dense_rank', 'lead', 'lag'],
  ...['coalesce', 'nullif', 'greatest', 'cast', 'abs', 'round', 'lower', 'translate', 'extract', 'exp', 'ln'],
  // Both count whole days between dates, which is all that the first is given, and begin a week on Monday. DuckDB makes
  // timestamps of truncated dates, Trino does not, so that they are cast.
  ...['date_diff', 'date_trunc'],
]);

/** What the grammar lets through, because it can be read as something else in Trino. */
const misread: readonly [string, RegExp][] = [
  ['joins of their own', /\b(asof|positional|semi|anti) join\b/i],
  ['double quotes for text', /"/],
  ['reading and writing files', /\b(read_parquet|read_csv|copy)\b/i],
  ['units without quotes', /date_(diff|trunc)\(\s*[a-z]/i],
];

/** What may stand before a bracket and is no function. */
const keywords = new Set(
  'in as over by when then and or not on exists values select from where decimal'.split(' '),
);
const functionsIn = (sql: string) =>
  [
    ...withoutComments(sql)
      .replaceAll(/'[^']*'/g, "''")
      .matchAll(/(?<!\bas )\b([a-z_]+)\s*\(/gi),
  ]
    .map(([, name]) => name!.toLowerCase())
    .filter((name) => !keywords.has(name));

test('there are engine scripts', () => {
  expect(files.length).toBeGreaterThan(5);
});

test.each([
  'select * exclude (customer_id) from lines',
  'select quantity::double from lines',
  'select line_no from lines qualify row_number() over (order by line_no) = 1',
  'select [1, 2]',
  'select quantity // 2 from lines',
  'select country, count(*) from lines group by all',
])('the parser is strict: DuckDB alone takes %s', (sql) => {
  expect(complaints(sql)).not.toEqual([]);
});

test('DuckDB has every function of the list', async () => {
  const syntax = ['cast', 'extract', 'coalesce'];
  const known = await withDuckdb((engine) =>
    engine.query<{ name: string }>('select distinct function_name as name from duckdb_functions()'),
  );
  const names = new Set(known.map(({ name }) => name));
  // Window functions are part of its grammar.
  const missing = [...shared].filter((name) => !names.has(name) && !syntax.includes(name));
  expect(missing.filter((name) => !['row_number', 'dense_rank', 'lead', 'lag'].includes(name))).toEqual([]);
});

describe.each(files)('$file', ({ text }) => {
  test('opens with its grain', () => {
    expect(text).toMatch(/^-- One row per /);
  });

  test('is a statement of Trino', () => {
    expect(complaints(text)).toEqual([]);
  });

  test('calls only functions that DuckDB and Trino share', () => {
    expect(functionsIn(text).filter((name) => !shared.has(name))).toEqual([]);
  });

  test.each(misread)('keeps off %s', (_, pattern) => {
    expect(withoutComments(text)).not.toMatch(pattern);
  });
});

/** What a step says to DuckDB alone: where files are, the values that rules have, and how many threads write. */
const ownOfDuckdb = /\bread_parquet\(|^copy |\$\d|^set threads /;

test('of all that clean and featurize say, from order lines to customers, only files, values and threads are DuckDB’s own', async () => {
  const said = new Set<string>();
  const note = (sql: string) => {
    said.add(withoutComments(sql).trim());
    return sql;
  };
  const listening = (engine: Engine): Engine => ({
    run: (script) => engine.run(note(script)),
    query: (sql, values) => engine.query(note(sql), values),
    columns: (sql, values) => engine.columns(note(sql), values),
  });
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [{}, { customer_id: '8', quantity: 3 }, { customer_id: '8', quantity: -3 }]);
    await lake.upload('u2', [{ invoice_id: 'B' }, { invoice_id: 'C', customer_id: '9', quantity: 5 }]);
    Object.assign(lake.io, {
      withEngine: <T>(work: (engine: Engine) => Promise<T>) =>
        withDuckdb((engine) => work(listening(engine))),
    });
    const buyer = {
      currency: 'EUR',
      state: 'paid',
      customer_email: 'a@example.com',
      customer_phone: '030 1234567',
    };
    await lake.upload('u3', [
      { ...buyer, invoice_id: 'D' },
      { ...buyer, invoice_id: 'E', customer_id: 'Guest' },
      { ...buyer, invoice_id: 'F', customer_id: null, customer_email: null },
      { ...buyer, invoice_id: 'G', currency: 'USD' },
      { ...buyer, invoice_id: 'H', state: 'cancelled' },
    ]);
    const money = { currency: 'EUR', currencyRates: { USD: 0.9 } };
    const identity = { mergeByEmail: 'always' };
    await lake.clean(['u1', 'u2', 'u3'], { ...money, identity, customers: { extreme: 'drop' } });
    await runFeaturize(lake);
  });
  const spoken = [...said].filter((sql) => !ownOfDuckdb.test(sql));
  expect(spoken.length).toBeGreaterThan(20);
  expect(spoken.map((sql) => [sql, complaints(sql)]).filter(([, found]) => found!.length > 0)).toEqual([]);
});
