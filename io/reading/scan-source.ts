import { dialectOf, orderRecords } from '../../core/reading/order-records.js';
import type { Layout } from '../../core/reading/recognise-layout.js';
import { RecordScanner } from '../../core/reading/record-scanner.js';
import type { RecordVisitor } from '../../core/reading/scanned-record.js';
import type { TextSource } from './text-source.js';

/** Takes every record of orders in the source to the visitor. */
export async function scanSource(
  source: TextSource,
  { layout, visitor, onRead }: { layout: Layout; visitor: RecordVisitor; onRead?: (nBytes: number) => void },
): Promise<void> {
  const scanner = new RecordScanner(dialectOf(layout, source.firstLine), orderRecords(layout, visitor));
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of source.read(onRead)) {
    const window = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = window.subarray(scanner.scan(window, false));
  }
  scanner.scan(rest, true);
}

/** The first part of the source's text, and whether that is all of it. */
export async function headOf(source: TextSource): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let nBytes = 0;
  for await (const chunk of source.read()) {
    if (nBytes >= headBytes) return { head: Buffer.concat(chunks), isWhole: false };
    chunks.push(chunk.subarray(0, headBytes));
    nBytes += chunk.length;
  }
  return { head: Buffer.concat(chunks), isWhole: nBytes <= headBytes };
}

const headBytes = 65_536;
