import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { orderLineColumns } from '../../core/order-line.js';
import type { CellWriter } from '../../core/reading/cell-writer.js';
import { decideDates } from '../../core/reading/decide-dates.js';
import { decideDecimal } from '../../core/reading/decide-decimal.js';
import { describeReading } from '../../core/reading/describe-reading.js';
import { type LineReading, orderLinesSql } from '../../core/reading/order-lines-sql.js';
import { type Layout, recogniseLayout } from '../../core/reading/recognise-layout.js';
import type { Recognised } from '../../core/reading/recognised.js';
import type { ReadingRules } from '../../core/rules.js';
import { UserError } from '../../core/user-error.js';
import type { Engine } from '../engine.js';
import { parquetTable, quotedPath } from '../parquet.js';
import { openSource } from './open-source.js';
import { headOf } from './scan-source.js';
import { cellsSql, writeCells } from './write-cells.js';
import { writeRejects } from './write-rejects.js';

export interface ReadOptions {
  /** The file's name as the user knows it. */
  readonly file: string;
  readonly uploadId: string;
  readonly rules: ReadingRules;
  /** Its temp folder takes the results, and goes with it. */
  readonly engine: Engine;
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

/**
 * Recognises and reads a file of orders. Nothing is written but in the engine's temp folder.
 * @throws UserError if the file is refused
 */
export async function readOrders(path: string, options: ReadOptions): Promise<ReadOrders> {
  const { file, uploadId, engine, progress = () => {} } = options;
  const folder = await tempFolder(engine);
  const source = await openSource(path, { ...options, folder });
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
  const read = cells.written + cells.broke;
  if (read === 0) throw noRows(file, layout.headerLine ?? 0);

  const reading = decideReading(cells, layout, { rules, file, uploadId });
  const judged = orderLinesSql(cellsSql(cellsPath, layout.nColumns), reading);
  const linesPath = join(folder, 'lines.parquet');
  const kept = await writeLines(engine, judged, linesPath);
  const rejectsPath = join(folder, 'rejects.csv');
  const rejects = await writeRejects(source, {
    path: rejectsPath,
    file,
    layout,
    engine,
    judged,
    nBroken: cells.broke,
    nUnreadable: cells.written - kept,
  });
  if (kept === 0) throw noLineKept(file, read, rejects.first);
  const recognised = {
    file,
    format: source.format,
    compression: source.compression,
    encoding: source.encoding(),
    delimiter: source.format === 'csv' ? layout.delimiter : null,
    sheet: source.sheet,
    ...describeReading(layout, reading),
    read,
    kept,
    rejected: read - kept,
    rejectedBy: rejects.counts,
    ...(await describeLines(engine, linesPath)),
  };
  return { recognised, linesPath, rejectsPath, firstRejects: rejects.first };
}

/** The folder that the engine spills to, and that is removed with it. */
async function tempFolder(engine: Engine): Promise<string> {
  const [row] = await engine.query<{ folder: string }>(`select current_setting('temp_directory') as folder`);
  return row!.folder;
}

function decideReading(
  { dates, numbers }: CellWriter,
  { mapping, delimiter }: Layout,
  { rules, file, uploadId }: { rules: ReadingRules; file: string; uploadId: string },
): LineReading {
  const { header, position } = mapping.ordered_at!;
  return {
    mapping,
    dates: decideDates(dates, { dateOrder: rules.dateOrder, file, column: header ?? String(position) }),
    numbers: decideDecimal(numbers, { decimal: rules.decimal, delimiter }),
    uploadId,
  };
}

async function writeLines(engine: Engine, judged: string, path: string): Promise<number> {
  const columns = Object.keys(orderLineColumns).join(', ');
  const [written] = await engine.query<{ Count: number }>(
    `copy (select ${columns} from (${judged}) where reason is null) to ${quotedPath(path)} (format parquet)`,
  );
  return written!.Count;
}

async function describeLines(
  engine: Engine,
  path: string,
): Promise<Pick<Recognised, 'from' | 'to' | 'sample'>> {
  const table = parquetTable(path);
  const [period] = await engine.query<{ from: string; to: string }>(
    `select cast(min(ordered_at) as varchar) as "from", cast(max(ordered_at) as varchar) as "to" from ${table}`,
  );
  const sample = await engine.query<Record<string, string | null>>(
    `select cast(columns(*) as varchar) from (select * from ${table} order by line_no limit 5)`,
  );
  return { ...period!, sample };
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
