import { writeXlsx } from 'hucre/xlsx';
import type { Random } from '../../../core/random/random.js';
import type { Line, Order } from './shop-table.js';

/** A number is a number in Excel; in a text file everything is written as it stands. */
export type Cell = string | number;

/** What a column means, by which it can be renamed. Null: nothing that a reading needs. */
export type Role =
  | 'invoice'
  | 'email'
  | 'customerId'
  | 'customerName'
  | 'date'
  | 'time'
  | 'status'
  | 'cancelledAt'
  | 'paidAt'
  | 'quantity'
  | 'unitPrice'
  | 'lineList'
  | 'lineNet'
  | 'orderList'
  | 'orderNet'
  | 'orderTotal'
  | 'discount'
  | 'shipping'
  | 'tax'
  | 'tip'
  | 'refund'
  | 'refundedPieces'
  | 'currency'
  | 'sku'
  | 'title'
  | 'country';

export interface Column {
  readonly header: string;
  readonly role: Role | null;
}

/** A table before it becomes a file. */
export interface Sheet {
  readonly columns: readonly Column[];
  /** In blocks, one per order, so that orders can be put in another order. */
  readonly blocks: readonly (readonly (readonly Cell[])[])[];
  /** Lines above the header and below the last row, of any width. */
  readonly above: readonly (readonly string[])[];
  /** Rows right under the header that are no orders: blank, or units. */
  readonly under: readonly (readonly string[])[];
  readonly below: readonly (readonly string[])[];
  /** The header once more before each of these blocks. */
  readonly headerBefore: readonly number[];
  readonly format: 'text' | 'xlsx';
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly quotes: 'needed' | 'all';
  readonly lineEnd: '\n' | '\r\n';
  readonly encoding: 'utf-8' | 'utf-8 with BOM' | 'utf-16' | 'windows-1252';
}

const plain: Omit<Sheet, 'columns' | 'blocks'> = {
  above: [],
  under: [],
  below: [],
  headerBefore: [],
  format: 'text',
  delimiter: ',',
  quotes: 'needed',
  lineEnd: '\n',
  encoding: 'utf-8',
};

/** One line of an order, or the order itself where a report has a row per order. */
export interface Row {
  readonly order: Order;
  readonly line: Line;
  /** From 0 within the order. */
  readonly i: number;
}

export interface Field extends Column {
  readonly give: (row: Row) => Cell;
}

/** A column that stands on every row. */
export const each = (header: string, role: Role | null, give: Field['give']): Field => ({
  header,
  role,
  give,
});

/** A column that stands on the first row of an order and is blank below. */
export const first = (header: string, role: Role | null, give: Field['give']): Field =>
  each(header, role, (row) => (row.i === 0 ? give(row) : ''));

/** Columns that a report has and nobody needs, with the same value on every row. */
export const rest = (headers: readonly string[], value: Cell = ''): Field[] =>
  headers.map((header) => each(header, null, () => value));

export const rowsOf = (order: Order): Row[] => order.lines.map((line, i) => ({ order, line, i }));

/** A row per line of an order. */
export const sheetOfLines = (
  fields: readonly Field[],
  orders: readonly Order[],
  options: Partial<Sheet> = {},
): Sheet => sheetOfRows(fields, orders.map(rowsOf), options);

/** A row per order. */
export const sheetOfOrders = (
  fields: readonly Field[],
  orders: readonly Order[],
  options: Partial<Sheet> = {},
): Sheet =>
  sheetOfRows(
    fields,
    orders.map((order) => rowsOf(order).slice(0, 1)),
    options,
  );

export const sheetOfRows = (
  fields: readonly Field[],
  blocks: readonly (readonly Row[])[],
  options: Partial<Sheet> = {},
): Sheet => ({
  ...plain,
  columns: fields.map(({ header, role }) => ({ header, role })),
  blocks: blocks.map((rows) => rows.map((row) => fields.map(({ give }) => give(row)))),
  ...options,
});

/** A sheet of rows that are there already. */
export const sheetOfCells = (
  columns: readonly Column[],
  blocks: Sheet['blocks'],
  options: Partial<Sheet> = {},
): Sheet => ({ ...plain, columns, blocks, ...options });

/** The whole table as it stands in the file, the lines above and below included. */
export function linesOf({ columns, blocks, above, under, below, headerBefore }: Sheet): (readonly Cell[])[] {
  const header = columns.map((column) => column.header);
  return [
    ...above,
    header,
    ...under,
    ...blocks.flatMap((rows, i) => (headerBefore.includes(i) ? [header, ...rows] : rows)),
    ...below,
  ];
}

export async function bytesOf(sheet: Sheet): Promise<Uint8Array> {
  const lines = linesOf(sheet);
  if (sheet.format === 'xlsx') {
    // What is blank is no cell.
    const rows = lines.map((line) => line.map((cell) => (cell === '' ? null : cell)));
    return writeXlsx({ sheets: [{ name: 'Orders', rows }] });
  }
  const text = lines
    .map((line) => `${line.map(quoted(sheet)).join(sheet.delimiter)}${sheet.lineEnd}`)
    .join('');
  return encoded(text, sheet.encoding);
}

const quoted =
  ({ delimiter, quotes }: Sheet) =>
  (cell: Cell): string => {
    const text = String(cell);
    const isNeeded = quotes === 'all' || text.includes(delimiter) || /["\r\n]/.test(text);
    return isNeeded ? `"${text.replaceAll('"', '""')}"` : text;
  };

function encoded(text: string, encoding: Sheet['encoding']): Uint8Array {
  if (encoding === 'utf-16') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'windows-1252') return windows1252(text)!;
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`);
}

/** The characters of 128..159, where windows-1252 differs from ISO 8859-1. */
const special = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Null where the text has a character that windows-1252 lacks. */
export function windows1252(text: string): Uint8Array | null {
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const at = special.indexOf(text[i]!);
    if (at >= 0) bytes[i] = 128 + at;
    else if (code < 128 || (code >= 160 && code < 256)) bytes[i] = code;
    else return null;
  }
  return bytes;
}

/** A file of a case. */
export interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A platform's report: how it is recognised is the reader's business, how it is written stands here. */
export type WriteSheet = (orders: readonly Order[], random: Random) => Sheet;
