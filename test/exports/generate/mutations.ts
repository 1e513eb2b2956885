import type { Random } from '../../../core/random/random.js';
import { type Cell, type Column, linesOf, type Role, type Sheet, windows1252 } from './sheet.js';
import { between, pick, sum } from './shop-table.js';
import { languages, synonyms } from './synonyms.js';

/** What happens to an export on its way: the orders in it stay what they are. */
export interface Mutation {
  readonly name: string;
  /** Null where it makes no sense. */
  readonly apply: (sheet: Sheet, random: Random) => Sheet | null;
}

const isText = ({ format }: Sheet) => format === 'text';
const width = ({ columns }: Sheet) => columns.length;

/** By name, so that a case can name what was done to it. In the order in which they are done. */
export const mutations: readonly Mutation[] = [
  { name: 'renamed headers', apply: renamed },
  { name: 'extra columns', apply: withExtraColumns },
  { name: 'shuffled columns', apply: shuffledColumns },
  { name: 'reversed orders', apply: (sheet) => ({ ...sheet, blocks: [...sheet.blocks].reverse() }) },
  { name: 'decimal commas', apply: withDecimalCommas },
  { name: 'pasted twice', apply: pastedTwice },
  { name: 'header again', apply: withHeaderAgain },
  { name: 'blank row under the header', apply: (sheet) => withBlankRow(sheet) },
  { name: 'title lines', apply: withTitles },
  { name: 'totals below', apply: withTotals },
  { name: 'footer', apply: (sheet) => withFooter(sheet) },
  { name: 'semicolons', apply: (sheet) => delimited(sheet, ';') },
  { name: 'tabs', apply: (sheet) => delimited(sheet, '\t') },
  { name: 'all quoted', apply: (sheet) => (isText(sheet) ? { ...sheet, quotes: 'all' } : null) },
  { name: 'CRLF', apply: (sheet) => (isText(sheet) ? { ...sheet, lineEnd: '\r\n' } : null) },
  { name: 'BOM', apply: (sheet) => encodedAs(sheet, 'utf-8 with BOM') },
  { name: 'UTF-16', apply: (sheet) => encodedAs(sheet, 'utf-16') },
  { name: 'windows-1252', apply: (sheet) => inWindows1252(sheet) },
  { name: 'numbers begin again', apply: withNumbersThatBeginAgain },
];

/** Everything that a reading needs is called otherwise, in one language; of the rest a half is gone. */
function renamed(sheet: Sheet, random: Random): Sheet {
  const words = synonyms[pick(random, languages)];
  const taken = new Set<string>();
  const kept = sheet.columns.flatMap((column, at): (Column & { at: number })[] => {
    if (column.role === null) return random() < 0.5 ? [{ ...column, at }] : [];
    const free = words[column.role].filter((header) => !taken.has(header));
    const header = free.length > 0 ? pick(random, free) : `${words[column.role][0]} ${at + 1}`;
    taken.add(header);
    return [{ header, role: column.role, at }];
  });
  // What is left of the others' headers is not to stand beside a new one of the same name.
  const columns = kept.filter(({ header, role }) => role !== null || !taken.has(header));
  return picked(
    sheet,
    columns.map(({ at }) => at),
    columns.map(({ header, role }) => ({ header, role })),
  );
}

/** The sheet with these of its columns. */
function picked(sheet: Sheet, at: readonly number[], columns: readonly Column[]): Sheet {
  const of = <T>(row: readonly T[]) => (row.length === width(sheet) ? at.map((i) => row[i]!) : row);
  return { ...sheet, columns, blocks: sheet.blocks.map((rows) => rows.map(of)), under: sheet.under.map(of) };
}

function shuffledColumns(sheet: Sheet, random: Random): Sheet {
  const at = shuffled(
    sheet.columns.map((_, i) => i),
    random,
  );
  return picked(
    sheet,
    at,
    at.map((i) => sheet.columns[i]!),
  );
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/** Numbers, dates and words that mean nothing for orders; rows count on. */
const meaningless: readonly (readonly [header: string, cell: (n: number, random: Random) => string])[] = [
  ['Row', (n) => String(n)],
  ['Warehouse', () => 'WH-01'],
  ['Weight (kg)', (_, random) => (random() * 4).toFixed(3)],
  ['Internal note', (n) => (n % 7 === 0 ? 'call back' : '')],
  ['Exported on', () => '2025-11-30'],
  ['Column1', () => ''],
  ['Batch', (n) => `B${n % 4}`],
  ['Margin %', (_, random) => (random() * 60).toFixed(1)],
];

function withExtraColumns(sheet: Sheet, random: Random): Sheet | null {
  // A row with nothing but a name says whose the lines below are: what programs add is said of these.
  const isName = (row: readonly Cell[]) => row.filter((cell) => cell !== '').length === 1 && row.length >= 4;
  if (sheet.blocks.some((rows) => rows.some(isName))) return null;
  let extended = sheet;
  for (const [header, cell] of shuffled(meaningless, random).slice(0, between(random, 1, 4))) {
    const at = between(random, 0, width(extended));
    let n = 0;
    const into = <T>(row: readonly T[], value: T) => row.toSpliced(at, 0, value);
    const current = extended;
    extended = {
      ...current,
      columns: into<Column>(current.columns, { header, role: null }),
      blocks: current.blocks.map((rows) => rows.map((row) => into<Cell>(row, cell(++n, random)))),
      under: current.under.map((row) => (row.length === width(current) ? into(row, '') : row)),
    };
  }
  return extended;
}

const moneyRoles: readonly (Role | null)[] = [
  'unitPrice',
  'lineList',
  'lineNet',
  'orderList',
  'orderNet',
  'orderTotal',
  'discount',
  'shipping',
  'tax',
  'tip',
  'refund',
];

const pointed = /^-?[\d,]*\d(\.\d+)?$/;
const cellsOf = (sheet: Sheet, i: number) =>
  sheet.blocks.flatMap((rows) => rows.map((row) => String(row[i]!))).filter((cell) => cell !== '');

/** 1,234.50 becomes 1.234,50 in every column of decimals, as when a European Excel has saved the file. */
function withDecimalCommas(sheet: Sheet): Sheet | null {
  if (!isText(sheet)) return null;
  const hasDecimals = sheet.columns.map((_, i) => {
    const cells = cellsOf(sheet, i);
    return cells.every((cell) => pointed.test(cell)) && cells.some((cell) => cell.includes('.'));
  });
  // A report that has its own way with money keeps it.
  const isOurs = sheet.columns.some(({ role }, i) => moneyRoles.includes(role) && hasDecimals[i]);
  if (!isOurs) return null;
  const swapped = (text: string) => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
  const blocks = sheet.blocks.map((rows) =>
    rows.map((row) => row.map((cell, i) => (hasDecimals[i] ? swapped(String(cell)) : cell))),
  );
  return { ...sheet, delimiter: sheet.delimiter === ',' ? ';' : sheet.delimiter, blocks };
}

/** The same rows once more below, with or without the header between. */
function pastedTwice(sheet: Sheet, random: Random): Sheet {
  const { blocks } = sheet;
  return {
    ...sheet,
    blocks: [...blocks, ...blocks],
    headerBefore: random() < 0.5 ? [...sheet.headerBefore, blocks.length] : sheet.headerBefore,
  };
}

function withHeaderAgain(sheet: Sheet, random: Random): Sheet {
  const places = Array.from({ length: between(random, 1, 3) }, () =>
    between(random, 1, sheet.blocks.length - 1),
  );
  return { ...sheet, headerBefore: [...new Set([...sheet.headerBefore, ...places])] };
}

const withBlankRow = (sheet: Sheet): Sheet | null =>
  sheet.under.length > 0 ? null : { ...sheet, under: [sheet.columns.map(() => '')] };

function withTitles(sheet: Sheet, random: Random): Sheet | null {
  if (sheet.above.length > 0) return null;
  const titles = [
    ['Orders'],
    ['Period: 2024-01-01 to 2025-11-30'],
    ['Made Up Goods', '', 'printed by A. User'],
    [],
  ];
  return { ...sheet, above: titles.slice(between(random, 0, 2)) };
}

/** A last row that says Total and adds the columns of money up, as reports and people do. */
function withTotals(sheet: Sheet): Sheet | null {
  if (sheet.below.length > 0) return null;
  const total = sheet.columns.map(({ role }, i) =>
    moneyRoles.includes(role) ? totalOf(cellsOf(sheet, i)) : '',
  );
  const at = sheet.columns.findIndex(({ role }, i) => role !== null && total[i] === '');
  return { ...sheet, below: [total.with(Math.max(at, 0), 'Total')] };
}

/** Written as the column writes its numbers; blank where it writes them otherwise. */
function totalOf(cells: readonly string[]): string {
  if (cells.every((cell) => pointed.test(cell))) {
    return sum(cells.map((cell) => Number(cell.replaceAll(',', '')))).toFixed(2);
  }
  if (!cells.every((cell) => /^-?[\d.]*\d(,\d+)?$/.test(cell))) return '';
  return sum(cells.map((cell) => Number(cell.replaceAll('.', '').replace(',', '.'))))
    .toFixed(2)
    .replace('.', ',');
}

const withFooter = (sheet: Sheet): Sheet | null =>
  sheet.below.length > 1
    ? null
    : { ...sheet, below: [...sheet.below, [], [`${sheet.blocks.length} record(s), exported 2025-11-30`]] };

const delimited = (sheet: Sheet, delimiter: ';' | '\t'): Sheet | null =>
  isText(sheet) && sheet.delimiter === ',' ? { ...sheet, delimiter } : null;

/** One encoding is enough. */
const encodedAs = (sheet: Sheet, encoding: Sheet['encoding']): Sheet | null =>
  isText(sheet) && sheet.encoding === 'utf-8' ? { ...sheet, encoding } : null;

const inWindows1252 = (sheet: Sheet): Sheet | null =>
  windows1252(linesOf(sheet).flat().join('')) ? encodedAs(sheet, 'windows-1252') : null;

/** Order numbers of a till: from 1 again after a few dozen. Null where another column speaks of them. */
function withNumbersThatBeginAgain(sheet: Sheet, random: Random): Sheet | null {
  const at = sheet.columns.findIndex(({ role }) => role === 'invoice');
  const numbers = new Set(at === -1 ? [] : cellsOf(sheet, at));
  const isSaidAgain = sheet.columns.some(
    (_, i) => i !== at && cellsOf(sheet, i).some((cell) => numbers.has(cell)),
  );
  const blocks = new Set(sheet.blocks.map((rows) => rows[0]?.[at]));
  // Tries to pay one order have a number each.
  const isOfRows = sheet.blocks.some((rows) =>
    rows.some((row) => row[at] !== '' && row[at] !== rows[0]![at]),
  );
  if (at === -1 || isSaidAgain || isOfRows || blocks.size < sheet.blocks.length) return null;
  const perTurn = between(random, 12, 40);
  const renumbered = (rows: readonly (readonly Cell[])[], n: number) =>
    rows.map((row) =>
      row[at] === '' || row[at] === undefined ? row : row.with(at, String((n % perTurn) + 1)),
    );
  return { ...sheet, blocks: sheet.blocks.map(renumbered) };
}
