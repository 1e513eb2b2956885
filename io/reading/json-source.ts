import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { quotedCell } from '../../core/csv/csv-line.js';
import { UserError } from '../../core/errors/user-error.js';
import { jsonErrorPlace } from '../../core/reading/json-error.js';
import { type Json, type JsonObject, parseJson } from '../../core/reading/json-value.js';
import { OrderShape, type OrderTable, ordersIn } from '../../core/reading/order-json.js';
import type { TextEncoding } from '../../core/reading/text-encoding.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { listOf } from '../../core/words/list-of.js';
import type { TextSource } from './readable-text.js';
import { sourceBytes } from './source-bytes.js';
import { utf8Text } from './utf8-text.js';

/**
 * A document is parsed as a whole, which takes some six times its size, or a hundred where it is full of empty values; one
 * order a line has no such bound.
 */
const most = { documentMb: 128, documentValues: 8_000_000, columns: 2000 };
/** Where one order a line is told from a document. */
const headBytes = 1 << 22;

interface Options {
  readonly isGzip: boolean;
  readonly file: string;
  readonly rules: ReadingRules;
  readonly encoding: TextEncoding | null;
  readonly folder: string;
}

/** Orders as they come, each with its place; null where the JSON of that place is damaged. */
interface Placed {
  /** Number of the line, or of the order in the document. */
  readonly place: number;
  readonly orders: readonly JsonObject[] | null;
  /** The text, of damaged JSON only. */
  readonly raw: string;
}

/**
 * JSON of orders as CSV, written once into the folder: a row per line item under a header that is line 0. A document
 * holds a list of orders; of NDJSON each line holds one, and a damaged one costs itself.
 * @see OrderTable
 * @throws UserError `CorruptJson`, `TooLarge`, `UnsupportedFormat`, `TooManyColumns`
 */
export async function jsonSource(path: string, options: Options): Promise<TextSource> {
  const { isGzip, file, rules, folder } = options;
  const isLines = await hasOrderPerLine(path, options);
  const document = isLines ? null : [...documentOrders(await wholeText(path, options), file)];
  const placed = () => document ?? lineOrders(path, options);

  const shape = new OrderShape();
  for await (const { orders } of placed()) for (const order of orders ?? []) shape.add(order);
  if (shape.nOrders === 0) throw noOrders(file);
  const table = shape.table();
  if (table.columns.length > most.columns) throw tooManyColumns(table.columns.length, file);
  const csv = join(folder, 'json.csv');
  const places = await writeTable(csv, table, placed());
  return {
    format: 'json',
    compression: isGzip ? 'gzip' : null,
    sheet: null,
    firstLine: 0,
    rules: { ...rules, delimiter: ',', header: true, encoding: null },
    read: () => sourceBytes(csv, { isGzip: false, file }),
    encoding: () => null,
    notes: () => notesOn(table),
    placeOf: (line) => `${isLines ? 'line' : 'order'} ${places[line - 1] ?? line}`,
  };
}

function notesOn({ items, leftOut }: OrderTable): string[] {
  return [
    items === null ? 'Each order is one row: no list of line items is in it.' : `A row is one of '${items}'.`,
    ...(leftOut.length > 0 ? [`Lists that are left out: ${listOf(leftOut)}.`] : []),
  ];
}

/** Writes the rows, and returns the place of each. */
async function writeTable(
  path: string,
  table: OrderTable,
  placed: Iterable<Placed> | AsyncIterable<Placed>,
): Promise<readonly number[]> {
  const descriptor = openSync(path, 'w');
  const places: number[] = [];
  let text = `${table.columns.map(quotedCell).join(',')}\n`;
  const add = (place: number, line: string) => {
    places.push(place);
    text += `${line}\n`;
    if (text.length < 1 << 18) return;
    writeSync(descriptor, text);
    text = '';
  };
  try {
    for await (const { place, orders, raw } of placed) {
      // One field where there should be many: the line is rejected as what it is.
      if (orders === null) add(place, `"${raw.slice(0, 1000).replaceAll('"', '""')}"`);
      else
        for (const order of orders)
          for (const row of table.rowsOf(order)) add(place, row.map(quotedCell).join(','));
    }
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
  return places;
}

/** Whether the first line is JSON by itself, or, should that be damaged, the two after it. */
async function hasOrderPerLine(path: string, options: Options): Promise<boolean> {
  const decoder = new TextDecoder(options.encoding ?? 'utf-8');
  let head = '';
  for await (const chunk of sourceBytes(path, options)) {
    head += decoder.decode(chunk, { stream: true });
    if (head.length > headBytes) break;
  }
  const [first = '', ...more] = head.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  if (more.length === 0 || !first.trimStart().startsWith('{')) return false;
  const isJson = (line: string | undefined) => line !== undefined && parsed(line) !== undefined;
  return isJson(first) || (isJson(more[0]) && isJson(more[1]));
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

async function* lineOrders(path: string, { isGzip, file, encoding }: Options): AsyncGenerator<Placed> {
  let place = 0;
  const open = () => sourceBytes(path, { isGzip, file });
  const decoder = new TextDecoder();
  for await (const chunk of utf8Text(open, { encoding, repairs: { lines: 0 }, file })) {
    const lines = decoder.decode(chunk).split(/\r\n|\n|\r/);
    // Each chunk ends where a line does, so that the last piece is none.
    const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
    for (const raw of lines.slice(0, count)) {
      place++;
      if (raw.trim() === '') continue;
      const value = parsed(raw);
      yield { place, orders: value === undefined ? null : ordersIn(value), raw };
    }
  }
}

async function wholeText(path: string, { isGzip, file, encoding }: Options): Promise<string> {
  const chunks: Uint8Array[] = [];
  let nBytes = 0;
  let nValues = 0;
  for await (const chunk of sourceBytes(path, { isGzip, file })) {
    chunks.push(chunk);
    nBytes += chunk.length;
    nValues += countValues(chunk);
    if (nBytes > most.documentMb * 2 ** 20) throw tooLarge(`${most.documentMb} MB`, file);
    if (nValues > most.documentValues) throw tooLarge(`${most.documentValues / 1e6} million values`, file);
  }
  return new TextDecoder(encoding ?? 'utf-8').decode(Buffer.concat(chunks));
}

/** At most: a comma of a text counts, too. */
function countValues(bytes: Uint8Array): number {
  let n = 0;
  for (const byte of bytes) if (byte === comma || byte === bracket || byte === brace) n++;
  return n;
}

const [comma, bracket, brace] = [44, 91, 123];

function* documentOrders(text: string, file: string): Generator<Placed> {
  const value = parsed(text);
  if (value === undefined) throw corrupt(text, file);
  for (const [i, order] of ordersIn(value).entries()) yield { place: i + 1, orders: [order], raw: '' };
}

function corrupt(text: string, file: string): UserError {
  const place = jsonErrorPlace(text);
  const where = `in line ${place?.line}, column ${place?.column}`;
  return new UserError(
    'CorruptJson',
    place?.isEnd ? `the JSON ends too early, ${where}` : `this is no JSON from a sign on ${where}`,
    {
      remedy: 'Export it again: a part of it is missing, or it was changed by hand.',
      ...{ file, line: place?.line ?? 1 },
    },
  );
}

const tooLarge = (than: string, file: string) =>
  new UserError('TooLarge', `one JSON document of more than ${than} is too large`, {
    remedy: "Write one order a line (NDJSON), for example with jq -c '.orders[]', or pages of fewer orders.",
    file,
  });

const noOrders = (file: string) =>
  new UserError('UnsupportedFormat', 'this is JSON, but no list of orders is in it', {
    remedy: 'Give a list of orders, such as [{…}] or {"orders": [{…}]}, or one order a line.',
    file,
  });

const tooManyColumns = (nColumns: number, file: string) =>
  new UserError('TooManyColumns', `the orders have ${nColumns} different fields`, {
    remedy: `Leave out what is no part of an order, so that there are at most ${most.columns}.`,
    file,
  });
