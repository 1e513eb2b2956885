import type { Layout } from './recognise-layout.js';
import { delimiterByte } from './sample-records.js';
import type { Dialect, RecordVisitor, ScannedRecord } from './scanned-record.js';

/** The dialect in which a file of this layout is scanned. */
export const dialectOf = (layout: Layout, firstLine: number): Dialect => ({
  delimiter: delimiterByte(layout.delimiter),
  columns: layout.nColumns,
  required: layout.nRequired,
  dateColumn: layout.mapping.ordered_at!.position - 1,
  firstLine,
});

/**
 * Passes on the records of orders: trimmed, without what stands above and in the header. A header that
 * comes again, as in joined exports, is broken.
 */
export function orderRecords(
  { headerLine, headers, mapping }: Layout,
  visitor: RecordVisitor,
): RecordVisitor {
  const isAbove = (line: number) => headerLine !== null && line <= headerLine;
  const dateColumn = mapping.ordered_at!.position - 1;
  return {
    record(record) {
      if (isAbove(record.line)) return;
      trimFields(record);
      const isHeader = headers !== null && !hasDigit(record, dateColumn) && repeats(headers, record);
      if (isHeader) visitor.broken('RepeatedHeader', record);
      else visitor.record(record);
    },
    broken(reason, record) {
      if (!isAbove(record.line)) visitor.broken(reason, record);
    },
  };
}

/** Takes blanks and control characters off both ends of each field. */
function trimFields({ bytes, bounds, nFields }: ScannedRecord): void {
  for (let f = 0; f < nFields; f++) {
    let start = bounds[2 * f]!;
    let end = bounds[2 * f + 1]!;
    while (start < end && bytes[start]! <= 32) start++;
    while (end > start && bytes[end - 1]! <= 32) end--;
    bounds[2 * f] = start;
    bounds[2 * f + 1] = end;
  }
}

function hasDigit({ bytes, bounds }: ScannedRecord, field: number): boolean {
  for (let i = bounds[2 * field]!; i < bounds[2 * field + 1]!; i++) {
    if (bytes[i]! >= 48 && bytes[i]! <= 57) return true;
  }
  return false;
}

function repeats(headers: readonly string[], { bytes, bounds, nFields }: ScannedRecord): boolean {
  const decoder = new TextDecoder();
  return headers.every((name, f) => {
    const text = f < nFields ? decoder.decode(bytes.subarray(bounds[2 * f], bounds[2 * f + 1])) : '';
    return text.trim() === name;
  });
}
