import type { TableRows } from '../../core/csv/table-csv.js';
import { lakeKey } from '../../core/runs/keys.js';
import { patternOf } from '../../io/parquet.js';
import type { StepIo } from '../../io/step-io.js';
import type { Upload } from './documents.js';

/** So many rejected lines are shown; rejects.csv has them all. */
const mostRows = 1000;

/** The first rejected lines of a run's uploads, in order of arrival. */
export async function rejectRows(
  io: StepIo,
  dataset: string,
  uploads: readonly Upload[],
): Promise<TableRows> {
  const rows: object[] = [];
  for (const { uploadId, file, rejected } of uploads) {
    if (rejected === 0 || rows.length === mostRows) continue;
    const path = await io.store.openFile(lakeKey(dataset, uploadId, 'rejects.csv'));
    for (const line of await readRejects(io, path, mostRows - rows.length)) {
      rows.push({ ...line, fileName: file, position: rows.length + 1 });
    }
  }
  return {
    table: 'rejects',
    columns: ['position', 'file_name', 'line_no', 'column_name', 'reason', 'raw'],
    rows,
  };
}

function readRejects(io: StepIo, path: string, limit: number): Promise<object[]> {
  return io.withEngine((engine) =>
    engine.query(
      `select cast("line" as bigint) as "lineNo", "column" as "columnName", reason, raw
      from read_csv($1, hive_partitioning = false, auto_detect = false, header = true, quote = '"', escape = '"', columns =
        {'file': 'varchar', 'line': 'bigint', 'column': 'varchar', 'reason': 'varchar', 'raw': 'varchar'})
      limit $2`,
      [patternOf(path), limit],
    ),
  );
}
