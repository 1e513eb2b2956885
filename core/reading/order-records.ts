import { isFrame, isMonth, opensFooter } from './frame.js';
import type { Layout } from './layout/layout.js';
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
 * Passes on the records of orders: trimmed, without what stands above and in the header. What stands around the
 * orders (totals, footers, units, the header once more) is broken with the reason `NotAnOrderLine`.
 */
export function orderRecords(
  { headerLine, headers, mapping, nRequired }: Layout,
  visitor: RecordVisitor,
): RecordVisitor {
  const isAbove = (line: number) => headerLine !== null && line <= headerLine;
  const dateColumn = mapping.ordered_at!.position - 1;
  const orderColumn = mapping.invoice_id && mapping.invoice_id.position - 1;
  const customer = mapping.customer_id ?? mapping.customer_name;
  /** A total that is dated: no order has it, and its customer is `Total 2023-03`. */
  const isDatedTotal = (record: ScannedRecord) =>
    orderColumn !== undefined &&
    customer !== undefined &&
    record.bounds[2 * orderColumn] === record.bounds[2 * orderColumn + 1] &&
    opensFooter(textsOf(record)[customer.position - 1] ?? '');
  /** `January 2023` in the column of the days, and nothing beside it. */
  const isMonthAlone = (record: ScannedRecord) =>
    isAlone(record, dateColumn) && isMonth(textsOf(record)[dateColumn] ?? '');
  const decoder = new TextDecoder();
  return {
    record(record) {
      if (isAbove(record.line)) return;
      trimFields(record);
      const isAround =
        hasDigit(record, dateColumn) && !isMonthAlone(record)
          ? isDatedTotal(record)
          : isFrame(textsOf(record), headers);
      if (isAround) visitor.broken('NotAnOrderLine', record);
      else visitor.record(record);
    },
    broken(reason, record) {
      if (isAbove(record.line)) return;
      const { window, from, to, nFields } = record;
      const text = () => decoder.decode(window.subarray(from, Math.min(to, from + 400)));
      const isAround =
        reason === 'WrongFieldCount' &&
        ((nFields <= 1 && nRequired >= 4 && isSentence(text())) || isFooterText(text()));
      visitor.broken(isAround ? 'NotAnOrderLine' : reason, record);
    },
  };
}

/** Words, and no cells. */
const isSentence = (text: string) => /\p{L}{2}.*\s.*\p{L}{2}/u.test(text) && !/[,;\t|]/.test(text);

const isFooterText = (text: string) =>
  opensFooter(
    text
      .split(/[,;\t|]/)
      .map((cell) => cell.replace(/"/g, '').trim())
      .find((cell) => cell !== '') ?? '',
  ) || /record\(s\)|datensätze/i.test(text);

function textsOf({ bytes, bounds, nFields }: ScannedRecord): string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: nFields }, (_, f) =>
    decoder.decode(bytes.subarray(bounds[2 * f], bounds[2 * f + 1])).trim(),
  );
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

/** Whether every other field is empty. */
function isAlone({ bounds, nFields }: ScannedRecord, field: number): boolean {
  for (let f = 0; f < nFields; f++) if (f !== field && bounds[2 * f] !== bounds[2 * f + 1]) return false;
  return true;
}

function hasDigit({ bytes, bounds }: ScannedRecord, field: number): boolean {
  for (let i = bounds[2 * field]!; i < bounds[2 * field + 1]!; i++) {
    if (bytes[i]! >= 48 && bytes[i]! <= 57) return true;
  }
  return false;
}
