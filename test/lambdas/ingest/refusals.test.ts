import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ReadingRules } from '../../../core/rules/rules.js';
import { readBytes, readPath } from './read-bytes.js';

const fixture = (name: string) => readFileSync(`test/fixtures/orders/${name}`);
const orders = 'customer,date,amount\nA,2016-11-29,1\n';
const noise = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256));
const manyOrders = orders + Array.from({ length: 5000 }, (_, i) => `B${i * 7919},2016-11-29,${i}\n`).join('');

test.each<[string, string, Uint8Array | string, Partial<ReadingRules>]>([
  ['an empty file', 'EmptyFile', '', {}],
  ['a file of blank lines', 'EmptyFile', '\n\n \n', {}],
  ['an empty gzip', 'EmptyFile', gzipSync(''), {}],
  ['a header without rows', 'NoRows', 'customer,date,amount\n', {}],
  ['headers that mean nothing to us', 'NoUsableColumns', 'foo,bar,baz\nA,2016-11-29,1\n', {}],
  ['a file without a price', 'NoUsableColumns', 'customer,date,quantity\nA,2016-11-29,1\n', {}],
  ['no header, and values that could be anything', 'NoUsableColumns', '1,2,3\n4,5,6\n', {}],
  ['a column by rule that is not there', 'NoSuchColumn', orders, { columns: { amount: 'Total' } }],
  ['dates that may be either', 'AmbiguousDates', 'customer,date,amount\nA,01/02/2016,1\n', {}],
  [
    'a file of which no line can be read',
    'NoLineKept',
    'customer,date,amount\nA,soon,1\nA,2016-11-29,x\n',
    {},
  ],
  ['a gzip that ends too early', 'TruncatedGzip', gzipSync(manyOrders).subarray(0, 9000), {}],
  ['a damaged gzip', 'CorruptGzip', Buffer.concat([gzipSync(orders).subarray(0, 10), noise]), {}],
  ['a gzip of something else', 'UnsupportedFormat', gzipSync(noise), {}],
  ['a zip of something else', 'NoWorkbook', fixture('orders.zip'), {}],
  ['an Excel file that ends too early', 'CorruptExcel', fixture('orders.xlsx').subarray(0, -40), {}],
  ['a sheet that is not there', 'UnknownSheet', fixture('orders.xlsx'), { sheet: 'New orders' }],
  ['a Parquet file that ends too early', 'CorruptParquet', `PAR1${orders}`, {}],
  ['an old Excel file', 'UnsupportedFormat', Buffer.from('d0cf11e0a1b11ae1', 'hex'), {}],
  ['a picture', 'UnsupportedFormat', noise, {}],
  ['a web page', 'UnsupportedFormat', '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n', {}],
  ['a packed web page', 'UnsupportedFormat', gzipSync('<html><body>Sign in</body></html>'), {}],
  ['XML', 'UnsupportedFormat', '<?xml version="1.0"?>\n<orders><order/></orders>\n', {}],
  ['one endless line', 'LineTooLong', 'x'.repeat(20 << 20), {}],
])('%s is refused as %s', async (_, name, content, rules) => {
  await expect(readBytes(content, rules)).rejects.toMatchObject({
    name,
    remedy: expect.stringMatching(/^[A-Z].*\.$/),
    place: { file: 'orders.csv' },
  });
});

test.each([
  ['utf-8', '\n'],
  ['utf-8', '\r\n'],
  ['windows-1252', '\r'],
  ['utf-16le', '\n'],
] as const)(
  'an endless line in %s after lines that end with %j is named by its number',
  async (encoding, end) => {
    const text = `${orders}${'A,2016-11-29,1\n'.repeat(99_998)}${'x'.repeat(20 << 20)}`.replaceAll('\n', end);
    const bytes = Buffer.from(text, encoding === 'utf-16le' ? 'utf-16le' : 'latin1');
    await expect(readBytes(bytes, { encoding })).rejects.toMatchObject({
      message: 'the line is longer than 16 MB, so this is no table of orders',
      place: { file: 'orders.csv', line: 100_001 },
    });
  },
);

test('a folder and a missing file are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'insiders-test-'));
  await expect(readPath(folder, {}, 'orders')).rejects.toMatchObject({ name: 'NotAFile' });
  await expect(readPath(join(folder, 'none.csv'), {}, 'none.csv')).rejects.toMatchObject({
    name: 'FileNotFound',
  });
  await rm(folder, { recursive: true });
});

test('missing columns are named with the headers found and a mapping to write', async () => {
  await expect(readBytes('client,moment,quantity\nA,2016-11-29,1\n')).rejects.toMatchObject({
    message: expect.stringMatching(/date and money .*'client', 'moment', 'quantity'/),
    remedy: expect.stringContaining('columns: { ordered_at:'),
  });
});

test('where no line is kept, the message counts them and gives the first three reasons', async () => {
  const body = ['A,soon,1', 'A,2016-11-29,x', 'A', 'A,,1'].join('\n');
  await expect(readBytes(`customer,date,amount\n${body}\n`)).rejects.toMatchObject({
    message: expect.stringMatching(
      /none of 4 lines.*line 2, column 'date': UnreadableDate '[^']+'; line 3, column 'amount': UnreadableAmount '[^']+'; line 4: WrongFieldCount/,
    ),
  });
});
