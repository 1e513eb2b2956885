import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderLineColumns } from '../../../core/orders/order-line.js';
import { defaultRules, type ReadingRules } from '../../../core/rules/rules.js';
import { lakeKey, runKey, uploadKey } from '../../../core/runs/keys.js';
import { openLocalIo } from '../../../io/local-io.js';
import { parquetTable } from '../../../io/parquet.js';
import { ingest } from '../../../lambdas/ingest/ingest.js';

const orders = 'customer,date,amount\nA,2016-11-29,1.5\nB,soon,1\nA,2016-11-30,2\n';
const input = { dataset: 'shop', runId: 'shop-1', key: uploadKey('shop', 'orders.csv'), uploadId: 'abc' };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-test-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function prepared(content: string, reading: Partial<ReadingRules> = {}) {
  const io = openLocalIo(home);
  const rules = { ...defaultRules, reading: { ...defaultRules.reading, ...reading } };
  await io.store.write(input.key, content);
  await io.store.write(
    runKey(input.runId, 'plan', 'plan.json'),
    JSON.stringify({ rules, startedAt: '2026-11-30T12:00:00.000Z' }),
  );
  return io;
}

const lake = async () => {
  const files = await readdir(join(home, 'store', 'lake', 'shop')).catch(() => []);
  return files.filter((file) => file !== 'set-aside');
};

test('an upload becomes canonical lines, rejects and what was recognised', async () => {
  const io = await prepared(orders);
  expect(await ingest(input, io)).toEqual({
    uploadId: 'abc',
    read: 3,
    kept: 2,
    rejected: 1,
    summary: 'orders.csv: 3 lines read, 2 kept, 1 rejected; customer customer, date date, money amount',
  });
  expect((await lake()).sort()).toEqual(['abc.json', 'abc.parquet', 'abc.rejects.csv']);
  const document = JSON.parse(Buffer.from(await io.store.read(lakeKey('shop', 'abc', 'json'))).toString());
  expect(document).toMatchObject({ uploadId: 'abc', key: input.key, file: 'orders.csv', read: 3, kept: 2 });
  const rejects = Buffer.from(await io.store.read(lakeKey('shop', 'abc', 'rejects.csv'))).toString();
  expect(rejects).toBe(
    'file,line,column,reason,raw\norders.csv,3,date,UnreadableDate,customer: B | date: soon | amount: 1\n',
  );
});

const always =
  'line_no invoice_id stock_code description quantity ordered_at unit_price amount customer_id country'.split(
    ' ',
  );

test('the lines have those of the canonical columns that the file can fill, in their order and types', async () => {
  const io = await prepared(orders);
  await ingest(input, io);
  const path = await io.store.openFile(lakeKey('shop', 'abc', 'parquet'));
  const columns = await io.withEngine((engine) =>
    engine.query<{ column_name: string; column_type: string }>(`describe from ${parquetTable(path)}`),
  );
  expect(columns.map(({ column_name, column_type }) => [column_name, column_type.toLowerCase()])).toEqual(
    Object.entries(orderLineColumns).filter(([column]) => always.includes(column)),
  );
});

test('an upload that was read with the same rules is not read again', async () => {
  const io = await prepared(orders);
  const first = await ingest(input, io);
  await rm(join(home, 'store', input.key));
  expect(await ingest(input, io)).toEqual({ ...first, summary: expect.stringContaining('as read before') });
});

test('an upload is read again when the reading rules have changed', async () => {
  await ingest(input, await prepared('customer,date,amount\nA,01/02/2016,1\n', { dateOrder: 'dmy' }));
  const io = await prepared('customer,date,amount\nA,01/02/2016,1\n', { dateOrder: 'mdy' });
  await ingest(input, io);
  const document = JSON.parse(Buffer.from(await io.store.read(lakeKey('shop', 'abc', 'json'))).toString());
  expect(document.from).toBe('2016-01-02 00:00:00');
});

test.each(['', 'foo,bar,baz\n1,2,3\n', 'customer,date,amount\nA,soon,1\n'])(
  'nothing is written for a file that is refused (%j)',
  async (content) => {
    const io = await prepared(content);
    await expect(ingest(input, io)).rejects.toMatchObject({ remedy: expect.any(String) });
    expect(await lake()).toEqual([]);
  },
);

test('progress is told in bytes of the file', async () => {
  const notes: unknown[] = [];
  const io = { ...(await prepared(orders)), progress: (...told: unknown[]) => void notes.push(told) };
  await ingest(input, io);
  expect(notes.at(-1)).toEqual(['reading', orders.length, orders.length]);
});
