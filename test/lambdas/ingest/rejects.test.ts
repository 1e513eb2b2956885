import { createRandom } from '../../../core/random.js';
import { readBytes } from './read-bytes.js';

const header = 'Invoice,Date,Customer,Quantity,Price,Description';
const good = '1,2016-11-29,A,1,2.50,LAMP';

/** `line,column,reason,raw` of each rejected line. */
const rejected = (rejects: string) =>
  rejects
    .trimEnd()
    .split('\n')
    .map((line) => line.replace('orders.csv,', ''));

describe('a line that cannot be read is rejected with its reason', () => {
  test.each<[string, string]>([
    ['1,,A,1,2.50,LAMP', '2,Date,NoDate,'],
    ['1,soon,A,1,2.50,LAMP', '2,Date,UnreadableDate,'],
    ['1,2016-02-30,A,1,2.50,LAMP', '2,Date,UnreadableDate,'],
    ['1,2916-11-29,A,1,2.50,LAMP', '2,Date,DateOutOfRange,'],
    ['1,2016-11-29,A,,2.50,LAMP', '2,Quantity,NoQuantity,'],
    ['1,2016-11-29,A,many,2.50,LAMP', '2,Quantity,UnreadableQuantity,'],
    ['1,2016-11-29,A,9999999999999999,2.50,LAMP', '2,Quantity,QuantityOutOfRange,'],
    ['1,2016-11-29,A,1,,LAMP', '2,Price,NoUnitPrice,'],
    ['1,2016-11-29,A,1,free,LAMP', '2,Price,UnreadableUnitPrice,'],
    ['1,2016-11-29,A,1,999999999999999,LAMP', '2,Price,UnitPriceOutOfRange,'],
    ['1,2016-11-29,A,999999999999,99999,LAMP', '2,,AmountOutOfRange,'],
    ['1,2016-11-29,A,1,2.50', '2,,WrongFieldCount,'],
    ['1,2016-11-29,A,1,2.50,LAMP,BLUE', '2,,WrongFieldCount,'],
    ['1,2016-11-29,A,1,2.50,"LAMP', '2,,UnterminatedQuote,'],
    [header, '2,,RepeatedHeader,'],
  ])('%s', async (line, expected) => {
    const { rejects, recognised, lines } = await readBytes([header, line, good].join('\n'));
    const raw = /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
    expect(rejected(rejects)).toEqual([`${expected}${raw}`]);
    expect(recognised).toMatchObject({ read: 2, kept: 1, rejected: 1 });
    expect(lines).toMatchObject([{ line_no: 3, description: 'LAMP' }]);
  });

  test('but not for want of a customer, a product or an order number', async () => {
    const { lines, recognised } = await readBytes(
      `${header}\n,2016-11-29,,1,2.50,\n,2016-11-29,NULL,1,2.50,\n`,
    );
    expect(recognised.rejected).toBe(0);
    expect(lines).toMatchObject([
      { invoice_id: 'u1:2', customer_id: null, description: null },
      { invoice_id: 'u1:3', customer_id: null, description: null },
    ]);
  });
});

test('the raw text is the very text of the file, quotes and line breaks included', async () => {
  const { rejects } = await readBytes(`${header}\n1,soon,A,1,2.50,"LAMP,\nBLUE"\n${good}\n`);
  expect(rejected(rejects).join('\n')).toBe('2,Date,UnreadableDate,"1,soon,A,1,2.50,""LAMP,\nBLUE"""');
});

test('a rejected line that begins like a formula is defused', async () => {
  const { rejects } = await readBytes(`${header}\n=1+1,soon,A,1,2.50,LAMP\n${good}\n`);
  expect(rejects).toContain(`"'=1+1,soon`);
});

test('rejects come in order of lines, whatever their reason', async () => {
  const lines = ['1,soon,A,1,2.50,LAMP', '1,2016', good, '1,2016-11-29,A,x,2.50,LAMP', '"', good];
  const { rejects, recognised } = await readBytes([header, ...lines].join('\n'));
  expect(rejected(rejects).map((line) => line.split(',', 3).join())).toEqual([
    '2,Date,UnreadableDate',
    '3,,WrongFieldCount',
    '5,Quantity,UnreadableQuantity',
    '6,,UnterminatedQuote',
  ]);
  expect(recognised.rejectedBy).toEqual({
    UnreadableDate: 1,
    WrongFieldCount: 1,
    UnreadableQuantity: 1,
    UnterminatedQuote: 1,
  });
});

test('lines read are kept or rejected, and every good line is kept, whatever stands between them', async () => {
  const random = createRandom(3);
  const bad = [
    'x,"y',
    '1,,A,1,2.50,LAMP',
    '"a","b',
    '1,2',
    `1,2016-11-29,A,1,2.50,"LAMP`,
    header,
    '"q',
    'a"b"c',
  ];
  const body = Array.from({ length: 2000 }, (_, i) =>
    random() < 0.5 ? `${i},2016-11-29,A,1,2.50,LAMP ${i}` : bad[Math.floor(random() * bad.length)]!,
  );
  const { lines, recognised, rejects } = await readBytes([header, ...body].join('\n'));
  const goodLines = body.flatMap((line, i) => (line.includes('LAMP ') ? [i + 2] : []));
  expect(lines.map(({ line_no }) => line_no)).toEqual(goodLines);
  expect(recognised).toMatchObject({ read: 2000, kept: goodLines.length, rejected: 2000 - goodLines.length });
  expect(rejects.match(/^orders\.csv,/gm)).toHaveLength(recognised.rejected);
});
