import { createRandom } from '../../../core/random/random.js';
import { readBytes } from './read-bytes.js';

const header = 'Invoice,Date,Customer,Quantity,Price,Description';
const good = '1,2016-11-29,A,1,2.50,LAMP';
/** However many lines are rejected. */
const lenient = { maximumRejectedShare: 1 };

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
  ])('%s', async (line, expected) => {
    const { rejects, recognised, lines } = await readBytes([header, line, good].join('\n'));
    expect(rejected(rejects)).toHaveLength(1);
    expect(rejected(rejects)[0]).toMatch(new RegExp(`^${expected}`));
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

test('a header that comes again is no order line, and no rejected one', async () => {
  const { rejects, recognised } = await readBytes([header, header, good].join('\n'));
  expect(rejected(rejects)).toEqual(['']);
  expect(recognised).toMatchObject({ read: 1, kept: 1, rejected: 0, notOrderLines: 1 });
});

test('what is kept of a rejected line are the cells that are read as something; who it was is masked', async () => {
  const { rejects } = await readBytes(
    `${header},Card\n1,soon,Anna,1,2.50,LAMP,4111\n${good},4111\n${good},4112\n`,
  );
  expect(rejected(rejects).join('\n')).toBe(
    '2,Date,UnreadableDate,Invoice: 1 | Date: soon | Customer: A… | Quantity: 1 | Price: 2.50 | Description: LAMP',
  );
});

test('of a line that is cut wrongly nothing is kept: nobody knows which column a text is of', async () => {
  const { rejects } = await readBytes(`${header}\n1,2016-11-29,Anna Smith\n${good}\n`);
  expect(rejects).not.toContain('Anna');
});

test('a rejected line that begins like a formula is defused', async () => {
  const { rejects } = await readBytes(`=cmd,${header}\n1,1,soon,A,1,2.50,LAMP\n1,${good}\n`, {
    columns: { invoice_id: 1 },
  });
  expect(rejects).toContain(`'=cmd: 1 | Date: soon`);
});

test('rejects come in order of lines, whatever their reason', async () => {
  const lines = ['1,soon,A,1,2.50,LAMP', '1,2016,A', good, '1,2016-11-29,A,x,2.50,LAMP', '"', good];
  const { rejects, recognised } = await readBytes([header, ...lines].join('\n'), lenient);
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
    random() < 0.5 ? `${i},2016-11-29,${i % 7},1,2.50,LAMP ${i}` : bad[Math.floor(random() * bad.length)]!,
  );
  const { lines, recognised, rejects } = await readBytes([header, ...body].join('\n'), lenient);
  const goodLines = body.flatMap((line, i) => (line.includes('LAMP ') ? [i + 2] : []));
  expect(lines.map(({ line_no }) => line_no)).toEqual(goodLines);
  const headers = body.filter((line) => line === header).length;
  // The same line of the same order again and again counts once.
  const read = 2000 - headers - recognised.repeated;
  expect(recognised).toMatchObject({ read, kept: goodLines.length, rejected: read - goodLines.length });
  expect(recognised.notOrderLines).toBe(headers);
  expect(rejects.match(/^orders\.csv,/gm)).toHaveLength(recognised.rejected);
});
