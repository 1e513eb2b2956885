import { writeXlsx } from 'hucre/xlsx';
import { createRandom } from '../../../core/random/random.js';
import { readSource } from './read-source.js';
import { workbookOf, zipOf } from './zip-of.js';

type Cell = string | number | boolean | Date | null;

/** Sheets written by a library of other hands. */
const written = (sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>) =>
  writeXlsx({
    sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.map((row) => [...row]) })),
  });

const header = ['Order ID', 'Customer ID', 'Order Date', 'Amount'];
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const order = (id: number, date = '2023-03-04'): Cell[] => [`A${id}`, `K${id % 7}`, day(date), 10 + id];
const orders = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => order(from + i));
const cover = [[null], [null, 'Sales export'], [null, 'Confidential']];

describe('of several sheets', () => {
  test('the one that is orders is read, and the others are named', async () => {
    const { sheet, lines, notes } = await readSource(
      await written({ Cover: cover, Orders: [header, ...orders(0, 3)], Notes: [['to do']] }),
    );
    expect(sheet).toBe('Orders');
    expect(lines[1]).toBe('A0,K0,2023-03-04 00:00:00,10');
    expect(notes).toEqual(["Of the workbook, 'Orders' is read, not 'Cover' and 'Notes'."]);
  });

  test('those of the same columns are one table; each line tells its sheet and row', async () => {
    const { sheet, lines, notes, placeOf } = await readSource(
      await written({ 2023: [header, ...orders(0, 3)], 2024: [['Orders of 2024'], header, ...orders(3, 5)] }),
    );
    expect(sheet).toBe('2023, 2024');
    expect(lines.filter((line) => line !== '')).toEqual([
      header.join(','),
      ...[0, 1, 2, 3, 4].map((id) => `A${id},K${id},2023-03-04 00:00:00,${10 + id}`),
    ]);
    expect(lines[6]).toMatch(/^A3,/);
    expect([placeOf(4), placeOf(7)]).toEqual(["row 4 of sheet '2023'", "row 3 of sheet '2024'"]);
    expect(notes).toEqual(["The sheets '2023' and '2024' have the same columns: they are one table."]);
  });

  test('the same columns in another order are the same columns', async () => {
    const turned = (rows: Cell[][]) => rows.map((row) => [...row].reverse());
    const { lines } = await readSource(
      await written({ a: [header, order(1)], b: turned([header, order(2)]) }),
    );
    expect(lines.filter((line) => line !== '')).toEqual([
      header.join(','),
      'A1,K1,2023-03-04 00:00:00,11',
      'A2,K2,2023-03-04 00:00:00,12',
    ]);
  });

  test('one that repeats rows of a larger one is left out', async () => {
    const { sheet, notes } = await readSource(
      await written({
        All: [header, ...orders(0, 40)],
        January: [header, ...orders(0, 20)],
        February: [header, ...orders(20, 40)],
      }),
    );
    expect(sheet).toBe('All');
    expect(notes.filter((note) => note.includes("repeats rows of 'All'"))).toHaveLength(2);
  });

  test('the one that knows all that the others know, and more, is the orders', async () => {
    const customers = [
      ['Customer ID', 'Order Date', 'Amount'],
      ['K1', day('2023-03-04'), 11],
    ];
    const { sheet, notes } = await readSource(
      await written({ Customers: customers, Orders: [header, ...orders(0, 3)] }),
    );
    expect(sheet).toBe('Orders');
    expect(notes).toEqual(["Of the workbook, 'Orders' is read, not 'Customers'."]);
  });

  test('two that could each be the orders are asked for', async () => {
    const others = [
      ['Customer ID', 'Country', 'Order Date', 'Amount'],
      ['K1', 'DE', day('2023-03-04'), 11],
    ];
    const workbook = await written({ Web: [header, ...orders(0, 3)], 'Shop floor': others });
    await expect(readSource(workbook)).rejects.toMatchObject({
      name: 'SeveralSheets',
      message: expect.stringContaining("'Web' and 'Shop floor'"),
      remedy: "Name the one to read, for example reading: { sheet: 'Web' }.",
    });
    expect((await readSource(workbook, { sheet: 'Shop floor' })).lines[0]).toBe(
      'Customer ID,Country,Order Date,Amount',
    );
  });

  test('none of which is orders, each is listed with what it lacks', async () => {
    const stock = [
      ['SKU', 'Pieces'],
      ['X1', 4],
    ];
    await expect(readSource(await written({ Cover: cover, Stock: stock }))).rejects.toMatchObject({
      name: 'NoSheetOfOrders',
      message: expect.stringMatching(/'Cover': .*; 'Stock': .*customer, date and money.*'SKU', 'Pieces'/),
    });
  });
});

describe('what somebody has hidden', () => {
  const table = (customer: string) =>
    ['customer,date,amount', `${customer},2023-01-01,5`]
      .map((line, i) => {
        const cells = line.split(',').map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
        return `<row r="${i + 1}">${cells.join('')}</row>`;
      })
      .join('');

  test('is not read beside what is to be seen', async () => {
    const workbook = workbookOf({ Old: table('A'), New: table('B') }, { hidden: ['Old'] });
    expect(await readSource(workbook)).toMatchObject({ sheet: 'New', notes: [] });
    expect(await readSource(workbook, { sheet: 'Old' })).toMatchObject({ sheet: 'Old' });
  });

  test('is read where nothing else is orders', async () => {
    const cover = '<row r="1"><c t="inlineStr"><is><t>Report</t></is></c></row>';
    const workbook = workbookOf({ Cover: cover, Data: table('A') }, { hidden: ['Data'] });
    expect(await readSource(workbook)).toMatchObject({ sheet: 'Data' });
  });
});

describe('a cell', () => {
  const row = (cells: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c>${cells}</row>`;
  const formats = ['yyyy-mm-dd h:mm:ss', 'h:mm', '[h]:mm', '0.00', '[$-409]d\\-mmm\\-yy;@', 'mm:ss.0'];
  const second = async (cells: string, texts?: string) => {
    const workbook = workbookOf({ s: row(cells) }, { formats, ...(texts && { texts }) });
    return (await readSource(workbook)).lines[0]!.slice(2);
  };

  test.each([
    ['a date', '<c r="B1" s="1"><v>44927.388888888891</v></c>', '2023-01-01 09:20:00'],
    ['a day', '<c r="B1" s="5"><v>44927</v></c>', '2023-01-01 00:00:00'],
    ['a time of day', '<c r="B1" s="2"><v>0.38888888888888884</v></c>', '09:20:00'],
    ['a time of day that holds its day', '<c r="B1" s="2"><v>44927.5</v></c>', '2023-01-01 12:00:00'],
    ['hours beyond a day', '<c r="B1" s="3"><v>2.0625</v></c>', '49:30:00'],
    ['a serial number shown as a number', '<c r="B1" s="4"><v>44927.5</v></c>', '44927.5'],
    ['a serial number without a format', '<c r="B1"><v>44927</v></c>', '44927'],
    ['a date beyond the year 9999', '<c r="B1" s="1"><v>29584640</v></c>', '29584640'],
    ['a date before 1900', '<c r="B1" s="1"><v>-3</v></c>', '-3'],
    ['a float with all its digits', '<c r="B1"><v>2.5499999999999998</v></c>', '2.55'],
    ['yes', '<c r="B1" t="b"><v>1</v></c>', 'true'],
    ['no', '<c r="B1" t="b"><v>0</v></c>', 'false'],
    ['an ISO date', '<c r="B1" t="d"><v>2023-01-01T09:20:00</v></c>', '2023-01-01 09:20:00'],
    ['an error', '<c r="B1" t="e"><v>#N/A</v></c>', '#N/A'],
    ['a formula of text', '<c r="B1" t="str"><f>A1&amp;"b"</f><v>a&amp;b</v></c>', 'a&b'],
    ['text in runs', '<c r="B1" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c>', 'a b'],
    [
      'text without its reading',
      '<c r="B1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウ</t></rPh></is></c>',
      '東京',
    ],
    ['a line break', '<c r="B1" t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', 'a b'],
    ['a prefix on every tag', '<x:c r="B1"><x:v>7</x:v></x:c>', '7'],
    ['no place of its own', '<c><v>7</v></c>', '7'],
  ])('%s', async (_, cell, text) => {
    expect(await second(cell)).toBe(text);
  });

  test('is a date of the system that starts in 1904 where the workbook says so', async () => {
    const workbook = workbookOf(
      { s: row('<c r="B1" s="1"><v>43465.5</v></c>') },
      { formats, properties: '<workbookPr date1904="1"/>' },
    );
    expect((await readSource(workbook)).lines[0]).toBe('x,2023-01-01 12:00:00');
  });

  test('is what another program wrote, whatever it is', async () => {
    const random = createRandom(3);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!;
    const letters = ['a', 'B', ' ', '<', '&', '"', ',', 'é', '東', '😀', "'", ']]>', ';'];
    const values = (): [Cell, string] => {
      const kind = Math.floor(random() * 5);
      const number = Math.round((random() - 0.3) * 1e7) / pick([1, 100, 10_000]);
      if (kind === 0) return [number, String(number)];
      if (kind === 1)
        return pick<[Cell, string]>([
          [true, 'true'],
          [false, 'false'],
          [null, ''],
        ]);
      const moment = new Date(
        Date.UTC(1950 + Math.floor(random() * 100), 5, 7, 8, 9, Math.floor(random() * 60)),
      );
      if (kind === 2) return [moment, moment.toISOString().slice(0, 19).replace('T', ' ')];
      const text = `x${Array.from({ length: Math.floor(random() * 8) }, () => pick(letters)).join('')}x`;
      return [text, /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text];
    };
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 6 }, values));
    const workbook = await written({ s: rows.map((cells) => ['#', ...cells.map(([cell]) => cell)]) });
    expect((await readSource(workbook)).lines.slice(0, -1)).toEqual(
      rows.map((cells) => ['#', ...cells.map(([, text]) => text)].join(',')),
    );
  });

  test('of a shared text, with CDATA and entities', async () => {
    const texts = '<sst><si><t>a</t></si><si><t xml:space="preserve">b &#228;<![CDATA[<c>]]></t></si></sst>';
    expect(await second('<c r="B1" t="s"><v>1</v></c>', texts)).toBe('b ä<c>');
  });
});

describe('within bounds', () => {
  const rows = (n: number) =>
    Array.from({ length: n }, (_, i) => `<row r="${i + 1}"><c><v>1</v></c><c><v>2</v></c></row>`).join('');

  test('a stray cell in the last column is left out, and said', async () => {
    const stray = `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="XFD1"><v>9</v></c></row>`;
    const { lines, notes } = await readSource(workbookOf({ s: stray + rows(3).slice(rows(1).length) }));
    expect(lines.slice(0, 3)).toEqual(['1,2', '1,2', '1,2']);
    expect(notes).toEqual(['Left out: 1 cell far to the right of the table.']);
  });

  test.each<[string, string, Buffer]>([
    [
      'a row of number 300,000,000',
      'CorruptExcel',
      workbookOf({ s: '<row r="300000000"><c><v>1</v></c></row>' }),
    ],
    ['rows out of order', 'CorruptExcel', workbookOf({ s: '<row r="2"/><row r="1"/>' })],
    ['a row without an end', 'CorruptExcel', workbookOf({ s: '<row r="1"><c><v>1</v></c>' })],
    [
      'texts by the million',
      'TooLarge',
      workbookOf({ s: rows(1) }, { texts: `<sst>${'<si/>'.repeat(6_000_000)}</sst>` }),
    ],
    [
      'texts that unpack to a thousand times their size',
      'TooLarge',
      workbookOf({ s: rows(1) }, { texts: `<sst>${' '.repeat(300 << 20)}</sst>` }),
    ],
    [
      'a row of 5 MB',
      'TooLarge',
      workbookOf({ s: `<row r="1"><c t="inlineStr"><is><t>${'x'.repeat(5 << 20)}</t></is></c></row>` }),
    ],
    ['an OpenDocument sheet', 'NoWorkbook', zipOf({ mimetype: 'x', 'content.xml': '<x/>' })],
    ['a binary workbook', 'NoWorkbook', zipOf({ 'xl/workbook.bin': 'x' })],
  ])('%s is refused as %s', async (_, name, workbook) => {
    const before = process.memoryUsage.rss();
    await expect(readSource(workbook)).rejects.toMatchObject({ name, remedy: expect.stringMatching(/\.$/) });
    expect(process.memoryUsage.rss() - before).toBeLessThan(600e6);
  });

  test('a flipped bit in a stored number is damage, not another number', async () => {
    const workbook = workbookOf({ s: rows(2000) });
    const at = workbook.indexOf('xl/worksheets/sheet1.xml') + 60;
    workbook[at]! ^= 8;
    await expect(readSource(workbook)).rejects.toMatchObject({ name: 'CorruptExcel' });
  });
});
