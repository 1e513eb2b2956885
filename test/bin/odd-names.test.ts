import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDuckdb } from '../../io/duckdb-engine.js';
import { patternOf, writeParquet } from '../../io/parquet.js';
import { smallDataset } from './small-dataset.js';

const shop = smallDataset();
afterAll(() => shop.remove());

/** What a path may be, and DuckDB, a shell or an address takes for something else. */
const names = [
  'res[1]',
  'res*',
  'what?',
  '[a-b]',
  'a=b',
  "it's",
  '~res',
  '{a,b}',
  'back\\slash',
  'a b',
  '%20',
  '#x',
];

beforeAll(async () => {
  // What a pattern would find, too.
  for (const decoy of ['res1', 'resx', 'whatx', 'a', 'b']) mkdirSync(join(shop.folder, decoy));
  expect(shop.run('resx', 'b.csv').status).toBe(0);
  expect(shop.run('plain', 'a.csv').status).toBe(0);
}, 60_000);

test.each(['res[1]', "a=b/it's {x}*", '~res/what?', 'back\\slash'])(
  '%s names a folder of results, and no other',
  (out) => {
    const customers = (folder: string) => readFileSync(join(shop.folder, folder, 'customers.csv'), 'utf8');
    const { status, stderr } = shop.run(out, 'a.csv');
    expect([status, stderr]).toEqual([0, '']);
    expect(customers(out)).toBe(customers('plain'));
  },
  60_000,
);

test.each(names)(
  'a Parquet file of the name %s is read, and no other',
  async (name) => {
    await withDuckdb(async (engine) => {
      for (const [file, price] of [
        [name, 5],
        ['res1', 7],
        ['whatx', 7],
        ['a', 7],
      ] as const) {
        const query = `select 'c' || (i % 40) as "CustomerID", timestamp '2020-01-01' + to_days(i) as "InvoiceDate",
        1 as "Quantity", ${price} as "UnitPrice" from range(200) as r(i)`;
        await writeParquet(engine, query, join(shop.folder, `${file}.parquet`));
      }
    });
    const { stdout, status } = shop.insiders('inspect', `${name}.parquet`);
    expect(status).toBe(0);
    expect(stdout).not.toContain(' 7');
    const [row] = await withDuckdb((engine) =>
      engine.query(`select sum("UnitPrice") as sum from read_parquet($1)`, [
        patternOf(join(shop.folder, `${name}.parquet`)),
      ]),
    );
    expect(row).toEqual({ sum: 1000 });
  },
  60_000,
);
