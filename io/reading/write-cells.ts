import { closeSync, openSync, writeSync } from 'node:fs';
import { CellWriter, cellSeparator } from '../../core/reading/cell-writer.js';
import type { Layout } from '../../core/reading/layout/layout.js';
import { quotedPattern } from '../parquet.js';
import type { TextSource } from './readable-text.js';
import { scanSource } from './scan-source.js';

/** Writes the source's records as plain cells, and returns what was seen on the way. */
export async function writeCells(
  source: TextSource,
  { layout, path, onRead }: { layout: Layout; path: string; onRead: (nBytes: number) => void },
): Promise<CellWriter> {
  const descriptor = openSync(path, 'w');
  try {
    const writer = new CellWriter(layout, (bytes) => writeWhole(descriptor, bytes));
    await scanSource(source, { layout, visitor: writer, onRead });
    writer.flush();
    return writer;
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

/** A query over what `writeCells` wrote: `line_no`, and the cells `c1`, `c2` … as text, null where empty. */
export function cellsSql(path: string, nColumns: number): string {
  const cells = Array.from({ length: nColumns }, (_, i) => `'c${i + 1}': 'varchar'`);
  const separator = String.fromCharCode(cellSeparator);
  return `select * from read_csv(${quotedPattern(path)}, hive_partitioning = false, auto_detect = false, header = false, delim = '${separator}',
    quote = '', escape = '', new_line = '\\n', nullstr = '', columns = {'line_no': 'bigint', ${cells.join(', ')}})`;
}
