import { UserError } from '../../core/errors/user-error.js';
import { chooseSheets, columnOrder, type SheetLook } from '../../core/reading/choose-sheets.js';
import { lineHash } from '../../core/reading/line-hash.js';
import { recogniseLayout } from '../../core/reading/recognise-layout.js';
import { sheetWidth } from '../../core/reading/sheet-width.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { countInWords } from '../../core/words/figures.js';
import { listOf } from '../../core/words/list-of.js';
import { rowLine, type TablePart } from './sheet-text.js';
import type { Sheet, SheetRow, Workbook } from './workbook.js';

/** A sheet is known by its first rows: so many, and so much text. */
const look = { rows: 500, chars: 65_536 };

interface LookedAt extends SheetLook {
  readonly sheet: Sheet;
  readonly width: number;
  /** Why it is no table of orders. */
  readonly trouble: UserError | null;
}

interface Options {
  readonly file: string;
  readonly rules: ReadingRules;
}

export interface FoundTable {
  readonly parts: readonly TablePart[];
  readonly notes: readonly string[];
}

/**
 * The sheets of a workbook that are the orders: the one that the rules name, or those whose content is.
 * @throws UserError `UnknownSheet`, `NoSheetOfOrders`, `SeveralSheets`
 */
export async function findSheets(book: Workbook, options: Options): Promise<FoundTable> {
  const { wanted, spare } = wantedSheets(book.sheets, options);
  const looks: LookedAt[] = [];
  for (const sheet of wanted) looks.push(await lookAt(book, sheet, options));
  const ordersOf = () => looks.filter(({ trouble }) => !isNoTable(trouble));
  if (ordersOf().length === 0) for (const sheet of spare) looks.push(await lookAt(book, sheet, options));
  if (looks.length === 1) return { parts: [partOf(looks[0]!)], notes: [] };
  const orders = ordersOf();
  if (orders.length === 0) throw noSheetOfOrders(looks, options.file);
  const table = chooseSheets(orders);
  if (!table) throw severalSheets(orders, options.file);
  const { kept, notes } = await withoutRepeats(book, table.sheets);
  const left = looks.filter((each) => !table.sheets.includes(each)).map(({ name }) => name);
  return {
    parts: kept.map((each) => partOf(each, kept[0]!)),
    notes: [
      ...(kept.length > 1 ? [`The sheets ${quoted(kept)} have the same columns: they are one table.`] : []),
      ...notes,
      ...(left.length > 0
        ? [`Of the workbook, ${quoted(kept)} is read, not ${listOf(left.map((name) => `'${name}'`))}.`]
        : []),
    ],
  };
}

/** The sheet that is asked for, or those that are to be seen; what somebody has hidden is read if they are none. */
function wantedSheets(
  sheets: readonly Sheet[],
  { file, rules }: Options,
): { wanted: readonly Sheet[]; spare: readonly Sheet[] } {
  if (rules.sheet === null) {
    return {
      wanted: sheets.filter(({ isHidden }) => !isHidden),
      spare: sheets.filter(({ isHidden }) => isHidden),
    };
  }
  const found = sheets.find(({ name }) => name === rules.sheet);
  if (found) return { wanted: [found], spare: [] };
  throw new UserError(
    'UnknownSheet',
    `there is no sheet '${rules.sheet}'; the sheets are ${sheets.map(({ name }) => name).join(', ')}`,
    { remedy: 'Correct the rule reading.sheet.', file },
  );
}

async function lookAt(book: Workbook, sheet: Sheet, { file, rules }: Options): Promise<LookedAt> {
  const rows: SheetRow[] = [];
  let nChars = 0;
  let isWhole = true;
  for await (const row of book.rows(sheet)) {
    rows.push(row);
    for (const cell of Object.values(row.cells)) nChars += cell.length;
    isWhole = rows.length < look.rows && nChars < look.chars;
    if (!isWhole) break;
  }
  const width = Math.max(1, sheetWidth(rows.map(({ cells }) => cells)));
  const order = columnsFrom0(width);
  const lines: string[] = [];
  for (const { number, cells } of rows) {
    lines.push('\n'.repeat(number - 1 - (lines.length === 0 ? 0 : rows[lines.length - 1]!.number)));
    lines[lines.length - 1] += `${rowLine(cells, order)}\n`;
  }
  const found = { name: sheet.name, sheet, width };
  try {
    const head = Buffer.from(lines.join(''));
    const layout = recogniseLayout(head, {
      rules: { ...rules, delimiter: ',' },
      ...{ file, isWhole, firstLine: 1 },
    });
    return { ...found, layout, trouble: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...found, layout: null, trouble: error };
  }
}

/** A sheet that is refused for anything else may be the orders, and the refusal is to be seen. */
const isNoTable = (trouble: UserError | null) =>
  trouble !== null && ['NoUsableColumns', 'EmptyFile', 'NoSuchColumn'].includes(trouble.name);

const columnsFrom0 = (width: number) => Array.from({ length: width }, (_, i) => i);

function partOf({ sheet, width, layout }: LookedAt, first?: LookedAt): TablePart {
  if (!first || first.sheet === sheet) return { sheet, order: columnsFrom0(width), skippedRows: 0 };
  const order = columnOrder(first.layout, layout)!;
  return { sheet, order, skippedRows: layout!.headerLine ?? 0 };
}

/** A sheet whose rows are nearly all in a larger one (all orders beside those of each month) is left out. */
async function withoutRepeats(
  book: Workbook,
  sheets: readonly LookedAt[],
): Promise<{ kept: LookedAt[]; notes: string[] }> {
  if (sheets.length === 1) return { kept: [...sheets], notes: [] };
  const rows = new Map<LookedAt, Map<number, number>>();
  for (const each of sheets) rows.set(each, await countRows(book, partOf(each, sheets[0])));
  const kept = [...sheets];
  const notes: string[] = [];
  const bySize = [...sheets].sort((a, b) => rows.get(a)!.size - rows.get(b)!.size);
  for (const each of bySize) {
    const own = rows.get(each)!;
    const whole = kept.find((other) => other !== each && shareIn(own, rows.get(other)!) >= 0.95);
    if (!whole) continue;
    kept.splice(kept.indexOf(each), 1);
    notes.push(`Sheet '${each.name}' repeats rows of '${whole.name}' and is left out.`);
  }
  for (const [i, each] of kept.entries()) {
    for (const other of kept.slice(0, i)) {
      const repeated = shareIn(rows.get(each)!, rows.get(other)!) * rows.get(each)!.size;
      if (repeated > 0.05 * rows.get(each)!.size) {
        notes.push(
          `${countInWords(Math.round(repeated), 'row')} of sheet '${each.name}' stand in '${other.name}', too.`,
        );
      }
    }
  }
  return { kept, notes };
}

async function countRows(book: Workbook, { sheet, order, skippedRows }: TablePart) {
  const counts = new Map<number, number>();
  for await (const { number, cells } of book.rows(sheet)) {
    if (number <= Math.max(1, skippedRows)) continue;
    const line = lineHash(rowLine(cells, order));
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}

function shareIn(rows: ReadonlyMap<number, number>, others: ReadonlyMap<number, number>): number {
  let [found, all] = [0, 0];
  for (const [line, count] of rows) {
    all += count;
    found += Math.min(count, others.get(line) ?? 0);
  }
  return all === 0 ? 0 : found / all;
}

const quoted = (looks: readonly SheetLook[]) => listOf(looks.map(({ name }) => `'${name}'`));

function noSheetOfOrders(looks: readonly LookedAt[], file: string): UserError {
  const reasons = looks.map(({ name, trouble }) => `'${name}': ${trouble!.message}`);
  return new UserError('NoSheetOfOrders', `none of the sheets is a table of orders (${reasons.join('; ')})`, {
    remedy: 'Name the sheet in the rule reading.sheet, and its columns in reading.columns.',
    file,
  });
}

function severalSheets(looks: readonly LookedAt[], file: string): UserError {
  const [first] = looks;
  return new UserError(
    'SeveralSheets',
    `the sheets ${quoted(looks)} could each be the orders, and their columns differ`,
    { remedy: `Name the one to read, for example reading: { sheet: '${first!.name}' }.`, file },
  );
}
