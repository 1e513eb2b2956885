import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { recogniseDelimiter } from '../../core/reading/recognise-delimiter.js';
import { RecordScanner } from '../../core/reading/record-scanner.js';
import { delimiterByte, sampleRecords, usualFieldCount } from '../../core/reading/sample-records.js';
import type { Dialect, ScannedRecord } from '../../core/reading/scanned-record.js';
import type { Engine } from '../engine.js';
import { quotedPath } from '../parquet.js';
import { quotedName } from '../quoted-name.js';
import type { TextSource } from '../reading/readable-text.js';
import { headOf } from '../reading/scan-source.js';

/** A table of any content, loaded into the engine under a name: every cell is text, null where it is empty. */
export interface LoadedTable {
  readonly headers: readonly string[];
  /** Lines that are no records. */
  readonly nBroken: number;
}

const separator = 0x1f;

/**
 * Loads a text of records with a header.
 * @returns null if it has no header, or no two columns
 */
export async function loadTable(
  source: TextSource,
  { engine, folder, table }: { engine: Engine; folder: string; table: string },
): Promise<LoadedTable | null> {
  const { head, isWhole } = await headOf(source);
  const { firstLine, rules } = source;
  const delimiter = rules.delimiter ?? recogniseDelimiter(head, isWhole);
  const records = sampleRecords(head, { delimiter, isWhole, firstLine });
  const nColumns = usualFieldCount(records);
  const header = records.find(({ fields }) => fields.filter((name) => name !== '').length === nColumns);
  if (!header || nColumns < 2 || header.fields.some((name) => /^-?[\d.,]+$/.test(name))) return null;

  const headers = uniqueNames(header.fields.slice(0, nColumns));
  const path = join(folder, `${table}.cells`);
  const dialect = {
    delimiter: delimiterByte(delimiter),
    columns: nColumns,
    required: nColumns,
    dateColumn: null,
    firstLine,
  };
  const nBroken = await writeCells(source, { dialect, headerLine: header.line, path });
  const columns = headers.map((name) => `${sqlText(name)}: 'varchar'`);
  await engine.run(`create table ${quotedName(table)} as
    select ${headers.map((name) => `nullif(trim(${quotedName(name)}), '') as ${quotedName(name)}`).join(', ')}
    from read_csv(${quotedPath(path)}, auto_detect = false, header = false, delim = '${String.fromCharCode(separator)}',
      quote = '', escape = '', new_line = '\\n', nullstr = '', columns = {${columns.join(', ')}})`);
  return { headers, nBroken };
}

const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`;

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    // The engine's names do not tell capitals apart.
    const key = name.toLowerCase();
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) === 1 ? name : `${name} ${seen.get(key)}`;
  });
}

async function writeCells(
  source: TextSource,
  { dialect, headerLine, path }: { dialect: Dialect; headerLine: number; path: string },
): Promise<number> {
  const descriptor = openSync(path, 'w');
  const parts: Buffer[] = [];
  let nBytes = 0;
  let nBroken = 0;
  const flush = () => {
    const whole = Buffer.concat(parts.splice(0));
    for (let done = 0; done < whole.length; ) done += writeSync(descriptor, whole, done);
    nBytes = 0;
  };
  const scanner = new RecordScanner(dialect, {
    record(record) {
      if (record.line <= headerLine) return;
      const cells = cellBytes(record, dialect.columns!);
      parts.push(cells);
      nBytes += cells.length;
      if (nBytes > 1 << 20) flush();
    },
    broken: (_, { line }) => {
      if (line > headerLine) nBroken++;
    },
  });
  try {
    let rest: Uint8Array = new Uint8Array(0);
    for await (const chunk of source.read()) {
      const window = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      rest = window.subarray(scanner.scan(window, false));
    }
    scanner.scan(rest, true);
    flush();
  } finally {
    closeSync(descriptor);
  }
  return nBroken;
}

/** Control characters become blanks, so that a record is a line. */
function cellBytes({ bytes, bounds, nFields }: ScannedRecord, nColumns: number): Buffer {
  const length = bounds[2 * Math.min(nFields, nColumns) - 1]! - bounds[0]! + 2 * nColumns;
  const cells = Buffer.alloc(Math.max(length, 2 * nColumns));
  let at = 0;
  for (let f = 0; f < nColumns; f++) {
    if (f > 0) cells[at++] = separator;
    if (f >= nFields) continue;
    for (let i = bounds[2 * f]!; i < bounds[2 * f + 1]!; i++) cells[at++] = Math.max(bytes[i]!, 32);
  }
  cells[at++] = 10;
  return cells.subarray(0, at);
}
