import { gzipSync } from 'node:zlib';
import { readBytes } from './read-bytes.js';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const rows = [
  '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom',
  '536366,22633,"HAND WARMER, UNION JACK",6,2010-12-13 08:28:00,1.85,17850,United Kingdom',
  '536367,84879,"7"" SINGLE SIZE",32,2010-12-01 08:34:00,1.69,13047,Österreich',
  'C536379,D,Crème brûlée dish,-1,2010-12-01 09:41:00,27.5,,France',
];
const text = `${[header, ...rows].join('\n')}\n`;

const canonical = [
  {
    line_no: 2,
    invoice_id: '536365',
    stock_code: '85123A',
    description: 'WHITE HANGING HEART',
    quantity: 6,
    ordered_at: '2010-12-01 08:26:00',
    unit_price: 2.55,
    amount: 15.3,
    customer_id: '17850',
    country: 'United Kingdom',
  },
  {
    line_no: 3,
    invoice_id: '536366',
    stock_code: '22633',
    description: 'HAND WARMER, UNION JACK',
    quantity: 6,
    ordered_at: '2010-12-13 08:28:00',
    unit_price: 1.85,
    amount: 11.1,
    customer_id: '17850',
    country: 'United Kingdom',
  },
  {
    line_no: 4,
    invoice_id: '536367',
    stock_code: '84879',
    description: '7" SINGLE SIZE',
    quantity: 32,
    ordered_at: '2010-12-01 08:34:00',
    unit_price: 1.69,
    amount: 54.08,
    customer_id: '13047',
    country: 'Österreich',
  },
  {
    line_no: 5,
    invoice_id: 'C536379',
    stock_code: 'D',
    description: 'Crème brûlée dish',
    quantity: -1,
    ordered_at: '2010-12-01 09:41:00',
    unit_price: 27.5,
    amount: -27.5,
    customer_id: null,
    country: 'France',
  },
];

/** Every field in quotes, with another delimiter. */
const quotedWith = (delimiter: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) =>
      (line.match(/"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,)/g) ?? [])
        .map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`))
        .join(delimiter),
    )
    .join('\n');

const utf16be = (content: string) => Buffer.from(content, 'utf16le').swap16();

describe('the same orders come out of', () => {
  test.each<[string, Uint8Array | string]>([
    ['UTF-8 with LF', text],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['CR only', text.replaceAll('\n', '\r')],
    ['no line end after the last line', text.trimEnd()],
    ['a byte order mark', `\ufeff${text}`],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16 little endian with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian with a byte order mark', utf16be(`\ufeff${text}`)],
    ['UTF-16 little endian without one', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian without one', utf16be(text)],
    ['gzip', gzipSync(text)],
    ['gzip in two members', Buffer.concat([gzipSync(text.slice(0, 200)), gzipSync(text.slice(200))])],
    ['every field quoted', quotedWith(',')],
    ['semicolons', quotedWith(';')],
    ['tabs', quotedWith('\t')],
    ['bars', quotedWith('|')],
    ['empty columns without a name', text.replaceAll('\n', ',,\n')],
    ['blanks around the cells', text.replace('6,2010-12-13 08:28:00', ' 6 , 2010-12-13 08:28:00\u0020')],
    ['ids that went through pandas', text.replace(',17850,', ',17850.0,').replace('536365,', '536365.0,')],
  ])('%s', async (_, content) => {
    const { lines, recognised, rejects } = await readBytes(content);
    expect(lines).toEqual(canonical);
    expect(recognised).toMatchObject({ read: 4, kept: 4, rejected: 0 });
    expect(rejects).toBe('');
  });

  test('decimal commas and semicolons', async () => {
    const european = quotedWith(';').replace(/"(\d+)\.(\d+)"/g, '"$1,$2"');
    const { lines, recognised } = await readBytes(european);
    expect(lines).toEqual(canonical);
    expect(recognised).toMatchObject({ delimiter: ';', numbers: { decimal: ',', decidedBy: 'values' } });
  });

  test('an Excel list separator line above the header, one line down', async () => {
    const { lines, recognised } = await readBytes(`sep=;\n${quotedWith(';')}`);
    expect(lines).toEqual(canonical.map((line) => ({ ...line, line_no: line.line_no + 1 })));
    expect(recognised.headerLine).toBe(2);
  });

  test('a title above the header, two lines down', async () => {
    const { lines } = await readBytes(`Orders of December\n\n${text}`);
    expect(lines).toEqual(canonical.map((line) => ({ ...line, line_no: line.line_no + 2 })));
  });
});

test('where records of several lines are usual, a line of them that looks like a record is text', async () => {
  const order = (i: number) => `c${i},2016-11-29,${i},"see\nx,2016-11-30,9\nx,2016-11-30,9\nthanks, 1, 2, 3"`;
  const many = ['customer,date,amount,note', ...Array.from({ length: 6 }, (_, i) => order(i))].join('\n');
  expect((await readBytes(many)).recognised).toMatchObject({ read: 6, kept: 6 });
});

test('a quoted field may be hundreds of thousands of bytes long, in the first record too', async () => {
  const note = `${'see page 7, "please" '.repeat(15_000)}`.replaceAll('"', '""');
  const { recognised } = await readBytes(
    `customer,date,amount,note\nA,2016-11-29,1,"${note}"\nB,2016-11-30,2,\n`,
  );
  expect(recognised).toMatchObject({ read: 2, kept: 2 });
});

describe('the delimiter', () => {
  test('is that of most lines, even if all of them are quoted and one is not of their kind', async () => {
    const lines = quotedWith('\t').split('\n');
    const odd = lines[1]!.replaceAll('\t', ',');
    const { recognised } = await readBytes([lines[0], ...lines.slice(1), odd, ''].join('\n'));
    expect(recognised).toMatchObject({ delimiter: '\t', read: 5, kept: 4, rejected: 1 });
  });
});

describe('a table of thousands of columns', () => {
  test('is read if most of them have neither name nor value', async () => {
    const { recognised } = await readBytes(text.replaceAll('\n', `${','.repeat(10_000)}\n`));
    expect(recognised).toMatchObject({ read: 4, kept: 4 });
  });

  test('is refused by name if they have', async () => {
    const wide = ['customer,date,amount', 'A,2016-11-29,1']
      .map((line) => `${line}${Array.from({ length: 5000 }, (_, i) => `,x${i}`).join('')}`)
      .join('\n');
    await expect(readBytes(wide)).rejects.toMatchObject({ name: 'TooManyColumns' });
  });

  test('whose header is below a line of 60,000 letters is found at once', async () => {
    const { recognised } = await readBytes(`${'T'.repeat(60_000)}\n${text}`);
    expect(recognised).toMatchObject({ headerLine: 2, kept: 4 });
  }, 5000);
});

describe('what was recognised', () => {
  test('is named: encoding, delimiter, compression', async () => {
    const { recognised } = await readBytes(gzipSync(Buffer.from(text, 'latin1')));
    expect(recognised).toMatchObject({
      format: 'csv',
      compression: 'gzip',
      encoding: 'windows-1252',
      delimiter: ',',
      headerLine: 1,
      from: '2010-12-01 08:26:00',
      to: '2010-12-13 08:28:00',
    });
  });

  test('lists the columns that are not used', async () => {
    const { recognised } = await readBytes(
      text.replaceAll('\n', ',,\n').replace('Country,,', 'Country,,Notes'),
    );
    expect(recognised.ignoredColumns).toEqual(['column 9', 'Notes']);
  });

  test('in a file of joined exports is each line by itself: UTF-8, or else Windows-1252', async () => {
    const more = '536370,22728,CAFÉ CLOCK,1,2010-12-01 08:45:00,3.75,12583,España\n';
    const { lines } = await readBytes(Buffer.concat([Buffer.from(text), Buffer.from(more, 'latin1')]));
    expect(lines.map(({ country }) => country)).toEqual([
      'United Kingdom',
      'United Kingdom',
      'Österreich',
      'France',
      'España',
    ]);
  });

  test('is Mac-Roman where lines end with CR alone', async () => {
    // Müller and Crème as the Macintosh wrote them before OS X: ü is 0x9f, è 0x8f.
    const { lines, recognised } = await readBytes(
      Buffer.from('customer,date,amount,description\rM\x9fller,2016-11-29,2,Cr\x8fme\r', 'latin1'),
    );
    expect(lines[0]).toMatchObject({ customer_id: 'Müller', description: 'Crème' });
    expect(recognised.encoding).toBe('macintosh');
  });

  test.each([
    ['macintosh', 'Müller', [0x4d, 0x9f, 0x6c, 0x6c, 0x65, 0x72]],
    ['shift_jis', '山田', [0x8e, 0x52, 0x93, 0x63]],
    ['gb18030', '张伟', [0xd5, 0xc5, 0xce, 0xb0]],
    ['windows-1250', 'Žižka', [0x8e, 0x69, 0x9e, 0x6b, 0x61]],
    ['windows-1251', 'Иван', [0xc8, 0xe2, 0xe0, 0xed]],
    ['windows-1254', 'Işık', [0x49, 0xfe, 0xfd, 0x6b]],
    ['iso-8859-2', 'Łódź', [0xa3, 0xf3, 0x64, 0xbc]],
  ] as const)('is %s where the rules say so', async (encoding, name, bytes) => {
    const text = Buffer.concat([
      Buffer.from('customer,date,amount\n'),
      Buffer.from(bytes),
      Buffer.from(',2016-11-29,2\n'),
    ]);
    const { lines, recognised } = await readBytes(text, { encoding });
    expect([lines[0]!.customer_id, recognised.encoding]).toEqual([name, encoding]);
  });

  test('takes the sign for euro from Windows-1252 and leaves it out of the price', async () => {
    const { lines } = await readBytes(
      Buffer.from('customer,date,amount\nA,2016-11-29,\x80 12.50\n', 'latin1'),
    );
    expect(lines[0]).toMatchObject({ amount: 12.5, customer_id: 'A' });
  });
});
