import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { createRandom, type Random } from '../../core/random/random.js';
import { between, pick } from '../exports/generate/shop-table.js';
import { isoDay } from '../exports/generate/values.js';
import { drawCustomer, drawDate, drawDescription, drawNumber } from './odd-cells.js';
import { shuffledRows } from './shuffled-rows.js';

/** What a line of the file must become. */
export interface ExpectedLine {
  /** From 1, where the record starts. */
  readonly line: number;
  /** Where it ends. */
  readonly lastLine: number;
  readonly invoice: string;
  readonly customer: string;
  /** ISO; null where the cell says nothing. */
  readonly day: string | null;
  readonly quantity: number | null;
  readonly price: number | null;
  /** Whether it may be rejected; otherwise it has to be kept. */
  readonly mayBeRejected: boolean;
  /** What was done to it. */
  readonly story: string;
}

/** A file of orders, with what is true of every line of it. */
export interface FileCase {
  readonly seed: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly lines: readonly ExpectedLine[];
  readonly story: string;
}

interface Layout {
  readonly kind: 'text' | 'xlsx';
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly decimal: '.' | ',';
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly quotesAll: boolean;
  readonly encoding: 'utf-8' | 'utf-8 with BOM' | 'utf-16le' | 'utf-16be';
  readonly isZipped: boolean;
  readonly date: 'iso' | 'dotted' | 'slashed' | 'american' | 'with time';
  /** Columns in their order in the file. */
  readonly columns: readonly Column[];
  readonly hasBlankLines: boolean;
}

type Column = 'invoice' | 'customer' | 'day' | 'quantity' | 'price' | 'description' | 'country' | 'note';

const headers: Readonly<Record<Column, readonly string[]>> = {
  invoice: ['InvoiceNo', 'Order ID', 'order_id'],
  customer: ['CustomerID', 'Customer ID', 'customer_id'],
  day: ['InvoiceDate', 'Order Date', 'date'],
  quantity: ['Quantity', 'Qty'],
  price: ['UnitPrice', 'Unit Price', 'unit_price'],
  description: ['Description', 'Product Name'],
  country: ['Country'],
  note: ['Internal note', 'Weight (kg)'],
};

/** The same seed gives the same file. */
export async function drawFile(seed: string): Promise<FileCase> {
  const random = createRandom(`file ${seed}`);
  const layout = drawLayout(random);
  const rows = drawRows(random, layout);
  const header = layout.columns.map((column) => pick(random, headers[column]));
  const { bytes, lines } = await written(random, layout, header, rows);
  const name = `orders.${layout.kind === 'xlsx' ? 'xlsx' : layout.isZipped ? 'csv.gz' : 'csv'}`;
  const { columns, ...rest } = layout;
  return { seed, name, bytes, lines, story: `${JSON.stringify(rest)} ${columns.join(' ')}` };
}

function drawLayout(random: Random): Layout {
  const kind = random() < 0.12 ? 'xlsx' : 'text';
  const needed: Column[] = ['invoice', 'customer', 'day', 'quantity', 'price'];
  const others = (['description', 'country', 'note'] as const).filter(() => random() < 0.7);
  return {
    kind,
    delimiter: pick(random, [',', ',', ';', '\t', '|']),
    decimal: kind === 'text' && random() < 0.3 ? ',' : '.',
    lineEnd: pick(random, ['\n', '\n', '\r\n', '\r']),
    quotesAll: random() < 0.25,
    encoding: pick(random, ['utf-8', 'utf-8', 'utf-8 with BOM', 'utf-16le', 'utf-16be']),
    isZipped: random() < 0.1,
    date: pick(random, ['iso', 'iso', 'dotted', 'slashed', 'american', 'with time']),
    columns: shuffledRows(random, [...needed, ...others]),
    hasBlankLines: random() < 0.2,
  };
}

interface Row extends Omit<ExpectedLine, 'line' | 'lastLine'> {
  readonly cells: Readonly<Record<Column, string>>;
  /** Cells that are left away at its end, and that are added. */
  readonly cut: number;
  readonly added: number;
}

function drawRows(random: Random, layout: Layout): Row[] {
  const nRows = random() < 0.03 ? between(random, 2000, 6000) : between(random, 40, 160);
  const oddShare = pick(random, [0, 0.02, 0.1, 0.25]);
  const rows = Array.from({ length: nRows }, (_, i) => {
    const good = drawGood(random, layout, i);
    return random() < oddShare ? drawOdd(random, layout, good) : good;
  });
  // What is odd may stand first, where a reader looks to learn what the columns are.
  if (random() < 0.25) rows.sort((a, b) => Number(b.mayBeRejected) - Number(a.mayBeRejected));
  return rows;
}

function drawGood(random: Random, layout: Layout, i: number): Row {
  const at = Date.UTC(2016, 0, 1) + between(random, 0, 1000) * 86_400_000;
  const day = isoDay(at);
  // A price per thousand pieces of a screw has its decimals, too.
  const price = random() < 0.05 ? between(random, 1, 99_999) / 100_000 : between(random, 1, 50_000) / 100;
  const quantity = random() < 0.05 ? -between(random, 1, 9) : between(random, 1, 40);
  const customer = `C${between(random, 1, 60)}`;
  const invoice = String(500_000 + i);
  const number = (value: number, decimals: number) => value.toFixed(decimals).replace('.', layout.decimal);
  return {
    invoice,
    customer,
    day,
    quantity,
    price,
    mayBeRejected: false,
    story: 'good',
    cut: 0,
    added: 0,
    cells: {
      invoice,
      customer,
      day: writtenDay(day, layout.date),
      quantity: String(quantity),
      price: number(price, Number.isInteger(Math.round(price * 1e7) / 1e5) ? 2 : 5),
      description: random() < 0.15 ? drawDescription(random) : 'thing',
      country: pick(random, ['France', 'Germany', 'United Kingdom']),
      note: pick(random, ['', '0.25', 'call back']),
    },
  };
}

function writtenDay(day: string, form: Layout['date']): string {
  const [y, m, d] = day.split('-');
  switch (form) {
    case 'iso':
      return day;
    case 'dotted':
      return `${d}.${m}.${y}`;
    case 'slashed':
      return `${d}/${m}/${y}`;
    case 'american':
      return `${m}/${d}/${y}`;
    case 'with time':
      return `${day} 12:30:00`;
  }
}

function drawOdd(random: Random, layout: Layout, good: Row): Row {
  const changed = (cells: Partial<Row['cells']>, change: Partial<Row>): Row => ({
    ...good,
    mayBeRejected: true,
    ...change,
    cells: { ...good.cells, ...cells },
  });
  // A cell that is missing at the end of a sheet's row is a blank one.
  switch (between(random, 0, layout.kind === 'text' ? 5 : 3)) {
    case 0: {
      const { text, means } = drawNumber(random, layout.decimal);
      return changed({ price: text }, { price: means, story: `price ${shown(text)}` });
    }
    case 1: {
      const { text, means } = drawNumber(random, layout.decimal);
      return changed({ quantity: text }, { quantity: means, story: `quantity ${shown(text)}` });
    }
    case 2: {
      const { text, means } = drawDate(random);
      return changed({ day: text }, { day: means, story: `day ${shown(text)}` });
    }
    case 3: {
      const { text, means } = drawCustomer(random);
      return changed(
        { customer: text },
        { customer: means, mayBeRejected: false, story: `customer ${shown(text)}` },
      );
    }
    case 4:
      return changed({}, { cut: between(random, 1, layout.columns.length - 1), story: 'cut' });
    default:
      // A total of another width than the table's is no order line.
      return changed({ description: 'thing' }, { added: between(random, 1, 3), story: 'longer' });
  }
}

const shown = (text: string) => JSON.stringify(text.slice(0, 30));

async function written(random: Random, layout: Layout, header: readonly string[], rows: readonly Row[]) {
  const cellsOf = ({ cells, cut, added }: Row) => [
    ...layout.columns.map((column) => cells[column]).slice(0, layout.columns.length - cut),
    ...Array.from({ length: added }, () => 'more'),
  ];
  const lines: ExpectedLine[] = [];
  if (layout.kind === 'xlsx') {
    const table: (string | number | null)[][] = [[...header]];
    for (const row of rows) {
      table.push(cellsOf(row).map(cellOfSheet));
      lines.push({ ...row, line: table.length, lastLine: table.length });
    }
    return { bytes: await writeXlsx({ sheets: [{ name: 'Orders', rows: table }] }), lines };
  }
  const { delimiter, lineEnd, quotesAll } = layout;
  const write = (cells: readonly string[]) =>
    cells
      .map((text) =>
        quotesAll || /["\r\n]/.test(text) || text.includes(delimiter)
          ? `"${text.replaceAll('"', '""')}"`
          : text,
      )
      .join(delimiter);
  let text = write(header) + lineEnd;
  let line = 2;
  for (const row of rows) {
    if (layout.hasBlankLines && random() < 0.05) {
      text += lineEnd;
      line++;
    }
    const record = write(cellsOf(row));
    const lastLine = line + record.split(/\r\n|\r|\n/).length - 1;
    lines.push({ ...row, line, lastLine });
    text += record + lineEnd;
    line = lastLine + 1;
  }
  const bytes = encoded(text, layout.encoding);
  return { bytes: layout.isZipped ? gzipSync(bytes) : bytes, lines };
}

/** A number is one in a sheet, as far as a double holds what is written; a blank is no cell. */
function cellOfSheet(text: string): string | number | null {
  if (text === '') return null;
  return /^-?\d{1,9}(\.\d{1,5})?$/.test(text) ? Number(text) : text;
}

function encoded(text: string, encoding: Layout['encoding']): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8 with BOM') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
