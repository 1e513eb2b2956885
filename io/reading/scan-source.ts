import { UserError } from '../../core/errors/user-error.js';
import type { Layout } from '../../core/reading/layout/layout.js';
import { dialectOf, orderRecords } from '../../core/reading/order-records.js';
import { mostFields, RecordScanner } from '../../core/reading/record-scanner.js';
import type { RecordVisitor } from '../../core/reading/scanned-record.js';
import { trustsQuotes } from '../../core/reading/trusts-quotes.js';
import type { TextSource } from './readable-text.js';

/**
 * Takes every record of orders in the source to the visitor.
 * @throws UserError `TooManyColumns`
 */
export async function scanSource(
  source: TextSource,
  { layout, visitor, onRead }: { layout: Layout; visitor: RecordVisitor; onRead?: (nBytes: number) => void },
): Promise<void> {
  if (layout.nColumns >= mostFields) throw tooManyColumns();
  const { head, isWhole } = await headOf(source);
  const dialect = dialectOf(layout, source.firstLine);
  const scanner = new RecordScanner(
    { ...dialect, trustsQuotes: trustsQuotes(head, dialect, isWhole) },
    orderRecords(layout, visitor),
  );
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

/** The beginning of a source's text, up to the chunk in which so many bytes are reached. */
export function beginningOf(
  source: TextSource,
  nBytes: number,
): TextSource & { readonly wasCut: () => boolean } {
  let wasCut = false;
  return {
    ...source,
    async *read(onRead) {
      let left = nBytes;
      for await (const chunk of source.read(onRead)) {
        if (left <= 0) {
          wasCut = true;
          return;
        }
        left -= chunk.length;
        yield chunk;
      }
    },
    encoding: () => source.encoding(),
    notes: () => source.notes(),
    placeOf: (line) => source.placeOf(line),
    wasCut: () => wasCut,
  };
}

/** A record may have fields of tens of thousands of bytes. */
const headBytes = 1 << 18;

const tooManyColumns = () =>
  new UserError('TooManyColumns', `the table has ${mostFields.toLocaleString('en')} columns or more`, {
    remedy: 'Leave out what is no part of an order: an order has some dozens of columns.',
  });
