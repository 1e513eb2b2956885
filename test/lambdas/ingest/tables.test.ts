import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { writeParquet } from '../../../io/parquet.js';
import { readBytes, readPath } from './read-bytes.js';

describe('an Excel workbook', () => {
  const workbook = readFileSync('test/fixtures/orders/orders.xlsx');

  test('is read with exact dates; lines are rows of the sheet', async () => {
    const { lines, rejects, recognised } = await readBytes(workbook, { sheet: 'Orders' });
    expect(lines).toEqual([
      {
        line_no: 2,
        invoice_id: 'A1',
        stock_code: null,
        description: 'LAMP, "BLUE" LARGE',
        quantity: 6,
        ordered_at: '2016-11-29 08:26:00',
        unit_price: 2.55,
        amount: 15.3,
        customer_id: '17850',
        country: null,
      },
      {
        line_no: 4,
        invoice_id: 'A2',
        stock_code: null,
        description: 'CUP',
        quantity: -1,
        ordered_at: '2016-11-30 00:00:00',
        unit_price: 1234.5,
        amount: -1234.5,
        customer_id: 'Müller & Co',
        country: null,
      },
      {
        line_no: 6,
        invoice_id: 'A3',
        stock_code: null,
        description: null,
        quantity: 2,
        ordered_at: '2016-11-30 23:59:59',
        unit_price: 0.1,
        amount: 0.2,
        customer_id: null,
        country: null,
      },
    ]);
    expect(rejects).toMatch(/^orders\.csv,5,Date,UnreadableDate,/);
    expect(recognised).toMatchObject({ format: 'xlsx', sheet: 'Orders', read: 4, kept: 3, rejected: 1 });
  });

  test('whose sheets have the same columns is one table', async () => {
    const { lines, recognised } = await readBytes(workbook);
    expect(recognised).toMatchObject({ sheet: 'Orders, Old orders', read: 5, kept: 4, rejected: 1 });
    expect(lines.at(-1)).toMatchObject({ line_no: 8, ordered_at: '2000-01-01 00:00:00' });
  });

  test('is read from the sheet that the rules name', async () => {
    const { lines } = await readBytes(workbook, { sheet: 'Old orders' });
    expect(lines).toMatchObject([{ ordered_at: '2000-01-01 00:00:00', customer_id: '1' }]);
  });
});

describe('a Parquet file', () => {
  const withParquet = async <T>(query: string, work: (path: string) => Promise<T>): Promise<T> => {
    const folder = await mkdtemp(join(tmpdir(), 'insiders-test-'));
    try {
      const path = join(folder, 'orders.parquet');
      await withDuckdb((engine) => writeParquet(engine, query, path));
      return await work(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  test('is read with its types; lines are rows, from 1', async () => {
    const query = `select * from (values
      (1, 'A', timestamp '2016-11-29 08:26:00', 2.5::double, 3, 'LAMP, "BLUE"\nLARGE'),
      (2, null, timestamp '2016-01-02 00:00:00', 0.00001::double, -1, null),
      (3, 'C', null, 1, 1, null))
      t(order_id, customer, ordered_on_date, unit_price, quantity, description)`;
    const { lines, rejects, recognised } = await withParquet(query, (path) =>
      readPath(path, {}, 'orders.parquet'),
    );
    expect(lines).toMatchObject([
      { line_no: 1, invoice_id: '1', customer_id: 'A', ordered_at: '2016-11-29 08:26:00', amount: 7.5 },
      {
        line_no: 2,
        invoice_id: '2',
        customer_id: null,
        ordered_at: '2016-01-02 00:00:00',
        quantity: -1,
        amount: 0,
      },
    ]);
    expect(lines[0]!.description).toBe('LAMP, "BLUE" LARGE');
    expect(rejects).toMatch(/^orders\.parquet,3,ordered_on_date,NoDate,/);
    expect(recognised).toMatchObject({
      format: 'parquet',
      encoding: null,
      delimiter: null,
      read: 3,
      kept: 2,
    });
  });

  test('of days, decimals and times with a zone is read as well', async () => {
    const query = `select 'A' as customer, date '2016-11-29' as day, 12.345::decimal(9,3) as amount
      union all select 'B', date '2016-11-30', 1000`;
    const { lines } = await withParquet(query, (path) => readPath(path, {}, 'orders.parquet'));
    expect(lines).toMatchObject([{ amount: 12.345, ordered_at: '2016-11-29 00:00:00' }, { amount: 1000 }]);
  });
});
