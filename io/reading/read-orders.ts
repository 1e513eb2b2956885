import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import type { OrderLineColumn } from '../../core/orders/order-line.js';
import type { CellWriter } from '../../core/reading/cell-writer.js';
import { decideDates } from '../../core/reading/decide-dates.js';
import { decideNumbers } from '../../core/reading/decide-decimal.js';
import { describeReading } from '../../core/reading/describe-reading.js';
import type { Layout } from '../../core/reading/layout/layout.js';
import type { CellReading } from '../../core/reading/lines/cell-reading.js';
import { recogniseLayout } from '../../core/reading/recognise-layout.js';
import type { Recognised } from '../../core/reading/recognised.js';
import type { ReadingRules } from '../../core/rules/rules.js';
import { wholeInWords } from '../../core/words/figures.js';
import type { Engine } from '../engine.js';
import { parquetTable, quotedPath } from '../parquet.js';
import { type JudgedLines, judgeLines } from './judge-lines.js';
import { openSource } from './open-source.js';
import { readDates } from './read-dates.js';
import { beginningOf, headOf } from './scan-source.js';
import { decideShift } from './time-shift.js';
import { cellsSql, writeCells } from './write-cells.js';
import { writeRejects } from './write-rejects.js';

export interface ReadOptions {
  /** The file's name as the user knows it. */
  readonly file: string;
  readonly uploadId: string;
  readonly rules: ReadingRules;
  /** Its temp folder takes the results, and goes with it. */
  readonly engine: Engine;
  /** The last year in which an order can be: next year, as the run's clock has it. */
  readonly lastYear: number;
  /** Read no more than so many bytes of the text, from its beginning. */
  readonly sampleBytes?: number;
  readonly progress?: (nBytes: number, ofBytes: number) => void;
}

/** An upload, read. The two files last as long as the engine. */
export interface ReadOrders {
  readonly recognised: Recognised;
  /** Parquet of the canonical columns, in order of lines. */
  readonly linesPath: string;
  readonly rejectsPath: string;
  /** The first few lines rejected: place and reason of each. */
  readonly firstRejects: readonly string[];
}

/** The first year in which an order can be. */
const firstYear = 1970;

/**
 * Recognises and reads a file of orders. Nothing is written but in the engine's temp folder.
 * @throws UserError if the file is refused
 */
export async function readOrders(path: string, options: ReadOptions): Promise<ReadOrders> {
  const { file, engine, progress = () => {} } = options;
  const folder = await tempFolder(engine);
  const source = beginningOf(
    await openSource(path, { ...options, folder }),
    options.sampleBytes ?? Number.POSITIVE_INFINITY,
  );
  const { rules, firstLine } = source;
  const { head, isWhole } = await headOf(source);
  const layout = recogniseLayout(head, { rules, file, isWhole, firstLine });
  const cellsPath = join(folder, 'cells.csv');
  const { size } = await stat(path);
  const cells = await writeCells(source, {
    layout,
    path: cellsPath,
    onRead: (nBytes) => progress(nBytes, size),
  });
  if (cells.written + cells.broke === 0) throw noRows(file, layout.headerLine ?? 0);

  const query = cellsSql(cellsPath, layout.nColumns);
  const linesPath = join(folder, 'lines.parquet');
  let reading = await decideReading(cells, query, layout, options);
  let judged = await judgeLines(engine, query, reading, file);
  let counts = await writeLines(engine, judged, linesPath, cells.written);
  if (counts.rejected > 0 && !reading.hasReadDates) {
    // A few dates may be written in another way than the first of their shape.
    const hasReadDates = await readDates(engine, query, {
      position: layout.mapping.ordered_at!.position,
      dates: reading.dates,
    });
    if (hasReadDates) {
      reading = { ...reading, hasReadDates };
      judged = await judgeLines(engine, query, reading, file);
      counts = await writeLines(engine, judged, linesPath, cells.written);
    }
  }
  const { kept } = counts;
  const rejectsPath = join(folder, 'rejects.csv');
  const rejects = await writeRejects(source, {
    path: rejectsPath,
    file,
    layout,
    engine,
    judged: judged.sql,
    nBroken: cells.broke,
    nUnreadable: counts.rejected,
  });
  const read = kept + counts.rejected + cells.broke;
  if (kept === 0) throw noLineKept(file, read, rejects.first);
  await checkCustomers(engine, linesPath, layout, file);
  checkRejected({ read, rejected: read - kept, rules, file, rejects });
  const described = describeReading(layout, reading, judged);
  const recognised: Recognised = {
    file,
    format: source.format,
    compression: source.compression,
    encoding: source.encoding(),
    delimiter: source.format === 'csv' ? layout.delimiter : null,
    sheet: source.sheet,
    ...described,
    notes: [...source.notes(), ...described.notes],
    isSample: source.wasCut(),
    read,
    kept,
    rejected: read - kept,
    rejectedBy: rejects.counts,
    notOrderLines: counts.frame + cells.frame,
    ...(await describeLines(engine, linesPath, judged.columns)),
  };
  return { recognised, linesPath, rejectsPath, firstRejects: rejects.first };
}

/** The folder that the engine spills to, and that is removed with it. */
async function tempFolder(engine: Engine): Promise<string> {
  const [row] = await engine.query<{ folder: string }>(`select current_setting('temp_directory') as folder`);
  return row!.folder;
}

async function decideReading(
  { dates: dateEvidence, numbers, copiedOrders }: CellWriter,
  cells: string,
  layout: Layout,
  { rules, file, uploadId, engine, lastYear }: ReadOptions,
): Promise<CellReading> {
  const { header, position } = layout.mapping.ordered_at!;
  const column = header ?? String(position);
  const dates = decideDates(dateEvidence, { dateOrder: rules.dateOrder, file, column });
  const hasReadDates =
    (dates.hasOthers || dates.formats.length === 0) && (await readDates(engine, cells, { position, dates }));
  return {
    layout,
    dates,
    numbers: decideNumbers(numbers, { decimal: rules.decimal, delimiter: layout.delimiter }),
    uploadId,
    contacts: rules.contacts,
    hasReadDates,
    ...(await decideShift(engine, cells, { position, dates, timeZone: rules.timeZone, file })),
    hasRepeats: copiedOrders > 0,
    hasSplitOrders: false,
    years: [firstYear, lastYear],
  };
}

interface RecordCounts {
  readonly kept: number;
  readonly rejected: number;
  readonly frame: number;
}

/** Writes the lines that are kept, and counts records: one may be several lines, or a line and its refund. */
async function writeLines(
  engine: Engine,
  { sql, columns, isTable }: JudgedLines,
  path: string,
  written: number,
): Promise<RecordCounts> {
  const [copied] = await engine.query<{ Count: number }>(
    `copy (select ${columns.join(', ')} from (${sql}) where reason is null) to ${quotedPath(path)} (format parquet)`,
  );
  if (!isTable) return { kept: copied!.Count, rejected: written - copied!.Count, frame: 0 };
  const [counts] = await engine.query<RecordCounts>(`
    select count(*) filter (reason is null) as kept,
      count(*) filter (reason <> 'NotAnOrderLine') as rejected,
      count(*) filter (reason = 'NotAnOrderLine') as frame
    from (${sql}) where part_no = 0`);
  return counts!;
}

async function describeLines(
  engine: Engine,
  path: string,
  columns: readonly OrderLineColumn[],
): Promise<Pick<Recognised, 'from' | 'to' | 'currency' | 'sample'>> {
  const table = parquetTable(path);
  const [period] = await engine.query<{ from: string; to: string }>(
    `select cast(min(ordered_at) as varchar) as "from", cast(max(ordered_at) as varchar) as "to" from ${table}`,
  );
  const sample = await engine.query<Record<string, string | null>>(
    `select cast(columns(*) as varchar) from (select * from ${table} order by ${columns.includes('part_no') ? 'line_no, part_no' : 'line_no'} limit 5)`,
  );
  const currencies = !columns.includes('currency')
    ? []
    : await engine.query<{ currency: string }>(
        `select distinct currency from ${table} where currency is not null order by currency limit 2`,
      );
  return {
    ...period!,
    currency:
      currencies.length === 1 && /^[A-Z]{3}$/.test(currencies[0]!.currency) ? currencies[0]!.currency : null,
    sample,
  };
}

/** A column that says the same on every order is no customer: a shop, a currency, a word for nobody. */
async function checkCustomers(
  engine: Engine,
  path: string,
  { mapping }: Layout,
  file: string,
): Promise<void> {
  const table = parquetTable(path);
  const [seen] = await engine.query<{ first: string | null; last: string | null }>(
    `select min(customer_id) as first, max(customer_id) as last from ${table}`,
  );
  if (seen!.first === null || seen!.first !== seen!.last) return;
  if (mapping.customer_email || mapping.customer_phone) return;
  const [orders] = await engine.query<{ count: number }>(
    `select count(distinct invoice_id) as count from ${table}`,
  );
  if (orders!.count < oneCustomersOrders) return;
  const column = mapping.customer_id!.header ?? String(mapping.customer_id!.position);
  throw new UserError(
    'OneCustomer',
    `column '${column}' says '${seen!.first}' on all of ${wholeInWords(orders!.count)} orders, so it names no customer`,
    {
      remedy: 'Name the column of the customers in the rules: reading: { columns: { customer_id: … } }.',
      file,
      column,
    },
  );
}

/** From so many orders of one customer on, the column is taken for another thing. */
const oneCustomersOrders = 20;

/** So few lines are no share of anything. */
const fewRejects = 3;

function checkRejected({
  read,
  rejected,
  rules,
  file,
  rejects,
}: {
  read: number;
  rejected: number;
  rules: ReadingRules;
  file: string;
  rejects: { counts: Readonly<Record<string, number>>; first: readonly string[] };
}): void {
  if (rejected <= Math.max(fewRejects, rules.maximumRejectedShare * read)) return;
  const reasons = Object.entries(rejects.counts)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, lines]) => `${wholeInWords(lines)} ${reason}`);
  throw new UserError(
    'TooManyRejects',
    `${wholeInWords(rejected)} of ${wholeInWords(read)} lines (${Math.round((100 * rejected) / read)} %) cannot be read: ${reasons.join(', ')}; for example ${rejects.first.join('; ')}`,
    {
      remedy:
        'Look with insiders inspect at how the columns are recognised and correct the rules under reading; if these lines may be lost, raise reading.maximumRejectedShare.',
      file,
    },
  );
}

const noRows = (file: string, line: number) =>
  new UserError('NoRows', 'there is a header, but no line below it', {
    remedy: 'Export the orders again: the file has no order.',
    file,
    line,
  });

const noLineKept = (file: string, read: number, first: readonly string[]) =>
  new UserError('NoLineKept', `none of ${read} lines could be read (${first.join('; ')})`, {
    remedy: 'Look at the file with insiders inspect, and name its columns and formats in the rules.',
    file,
  });
