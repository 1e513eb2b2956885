import { afterLineEnd, byteOf, countByte, endOfLine, fieldHasDigit, isBlank, skipBlanks } from './bytes.js';
import { longestRecord, QuotedRecordReader } from './quoted-record.js';
import type { Dialect, RecordVisitor, ScannedRecord, StructureReason } from './scanned-record.js';

/** Fields of a record whose bounds are known. Empty ones beyond are as if they were not there. */
export const mostFields = 4096;
const incomplete = -1;

/**
 * Cuts UTF-8 (or any ASCII-compatible) text into records: RFC 4180 where the text keeps to it, and where it
 * does not, the damage stays within one physical line. LF, CRLF and CR all end a line. Blank lines, and
 * lines of empty fields only, are counted but are no records.
 */
export class RecordScanner {
  readonly #dialect: Dialect;
  readonly #visitor: RecordVisitor;
  readonly #quoted: QuotedRecordReader;
  /** 1 for the bytes that mean something to the fast path. */
  readonly #special = new Uint8Array(256);
  readonly #record: ScannedRecord = {
    bytes: new Uint8Array(0),
    bounds: new Int32Array(2 * mostFields),
    nFields: 0,
    line: 1,
    window: new Uint8Array(0),
    from: 0,
    to: 0,
  };

  constructor(dialect: Dialect, visitor: RecordVisitor) {
    this.#dialect = dialect;
    this.#visitor = visitor;
    this.#record.line = dialect.firstLine;
    this.#quoted = new QuotedRecordReader(dialect.delimiter, this.#record.bounds);
    const separating = dialect.delimiter === byteOf.blank ? [] : [dialect.delimiter, byteOf.quote];
    for (const byte of [byteOf.newline, byteOf.carriageReturn, ...separating]) this.#special[byte] = 1;
  }

  /**
   * Visits every record that ends within the window.
   * @param isLast the text ends with this window
   * @returns bytes consumed; the rest must come again at the start of the next window
   */
  scan(text: Uint8Array, isLast: boolean): number {
    // A Buffer beside plain arrays would make every access to a byte polymorphic: half the speed.
    const window = new Uint8Array(text.buffer, text.byteOffset, text.length);
    this.#record.window = window;
    let at = 0;
    while (at < window.length) {
      const next = this.#readRecord(window, at, isLast);
      if (next === incomplete) break;
      at = next;
    }
    return at;
  }

  #readRecord(window: Uint8Array, from: number, isLast: boolean): number {
    const special = this.#special;
    const { delimiter } = this.#dialect;
    const { bounds } = this.#record;
    let nFields = 0;
    let fieldStart = from;
    let at = from;
    for (; at < window.length; at++) {
      const byte = window[at]!;
      if (special[byte] === 0) continue;
      if (byte === delimiter) {
        setBounds(bounds, nFields++, fieldStart, at);
        fieldStart = at + 1;
      } else if (byte === byteOf.quote) {
        if (skipBlanks(window, fieldStart) === at) return this.#readQuotedRecord(window, from, isLast);
      } else break;
    }
    if (isCut(window, at, isLast)) return incomplete;
    setBounds(bounds, nFields++, fieldStart, at);
    if (delimiter === byteOf.blank) nFields = splitAtBlanks(window, from, at, bounds);
    else if (nFields > mostFields && onlyDelimiters(window, bounds[2 * mostFields - 1]!, at, delimiter)) {
      nFields = mostFields;
    }
    this.#record.bytes = window;
    this.#record.nFields = nFields;
    this.#visit(from, at);
    this.#record.line++;
    return afterLineEnd(window, at);
  }

  #readQuotedRecord(window: Uint8Array, from: number, isLast: boolean): number {
    const quoted = this.#quoted;
    const outcome = quoted.read(window, from, isLast);
    if (outcome === 'incomplete') return incomplete;
    if (outcome === 'unterminated') return this.#breakLine(window, from, isLast);
    if (isCut(window, quoted.end, isLast)) return incomplete;
    this.#record.bytes = quoted.bytes;
    this.#record.nFields = quoted.isTooWide ? quoted.nFields : Math.min(quoted.nFields, mostFields);
    if (quoted.lineBreaks > 0) {
      const isOne = this.#dialect.trustsQuotes || !this.#swallowsRecords(window, from, quoted.end);
      if (!isOne || !this.#fits()) return this.#breakLine(window, from, isLast);
    }
    this.#visit(from, quoted.end);
    this.#record.line += quoted.lineBreaks + 1;
    return afterLineEnd(window, quoted.end);
  }

  /** Gives up the one physical line in which a quote is never closed. */
  #breakLine(window: Uint8Array, from: number, isLast: boolean): number {
    const end = endOfLine(window, from);
    if (isCut(window, end, isLast)) return incomplete;
    this.#refuse('UnterminatedQuote', from, end);
    this.#record.line++;
    return afterLineEnd(window, end);
  }

  #visit(from: number, to: number): void {
    const record = this.#record;
    if (isEmpty(record)) return;
    if (to - from > longestRecord) this.#refuse('LineTooLong', from, to);
    else if (!this.#fits()) this.#refuse('WrongFieldCount', from, to);
    else {
      record.from = from;
      record.to = to;
      this.#visitor.record(record);
    }
  }

  #refuse(reason: StructureReason, from: number, to: number): void {
    this.#record.from = from;
    this.#record.to = to;
    this.#visitor.broken(reason, this.#record);
  }

  /** Whether the record has the right number of fields, empty ones at its end taken off. */
  #fits(): boolean {
    const { columns, required } = this.#dialect;
    const { bounds, nFields } = this.#record;
    if (columns === null) return true;
    let n = nFields;
    if (n > mostFields) return false;
    while (n > columns && bounds[2 * n - 2] === bounds[2 * n - 1]) n--;
    return n >= required && n <= columns;
  }

  /**
   * Whether a record that goes over several lines, as the grammar has it, is several that a missing quote has
   * joined. What lacks nothing but its closing quote is a line of as many fields as a record, and so is each that
   * it has swallowed. The last line alone proves nothing: that of a record whose first field holds line breaks
   * looks like this, too. Nor does a first line that is no record, unless most lines between are.
   */
  #swallowsRecords(window: Uint8Array, from: number, to: number): boolean {
    const firstEnd = endOfLine(window, from);
    let [nBetween, nRecords, isLastRecord] = [0, 0, false];
    for (let start = afterLineEnd(window, firstEnd); start < to; ) {
      const end = Math.min(endOfLine(window, start), to);
      const isRecord = this.#isFull(window.subarray(start, end));
      if (end < to) {
        nBetween++;
        if (isRecord) nRecords++;
      } else isLastRecord = isRecord;
      start = afterLineEnd(window, end);
    }
    const { delimiter, required } = this.#dialect;
    // Delimiters within the field that lacks its quote come on top.
    const isFirstFull = countByte(window.subarray(from, firstEnd), delimiter) + 1 >= required;
    return isFirstFull ? nRecords > 0 || isLastRecord : nRecords > 1 && 2 * nRecords > nBetween;
  }

  /** Whether a line, quotes disregarded, has as many fields as a record, and a digit in the date. */
  #isFull(line: Uint8Array): boolean {
    const { delimiter, columns, required, dateColumn } = this.#dialect;
    const nFields = countByte(line, delimiter) + 1;
    if (columns === null || nFields < required || nFields > columns) return false;
    return dateColumn === null || fieldHasDigit(line, delimiter, dateColumn);
  }
}

/** Whether more of the text is needed to know that the line ends here: CR may be half of CRLF. */
function isCut(window: Uint8Array, end: number, isLast: boolean): boolean {
  if (isLast) return false;
  return end === window.length || (window[end] === byteOf.carriageReturn && end + 1 === window.length);
}

function setBounds(bounds: Int32Array, field: number, start: number, end: number): void {
  if (field >= mostFields) return;
  bounds[2 * field] = start;
  bounds[2 * field + 1] = end;
}

function onlyDelimiters(window: Uint8Array, from: number, to: number, delimiter: number): boolean {
  let at = from;
  while (at < to && window[at] === delimiter) at++;
  return at === to;
}

function splitAtBlanks(window: Uint8Array, from: number, to: number, bounds: Int32Array): number {
  let nFields = 0;
  for (let at = from; at < to; at++) {
    if (isBlank(window[at])) continue;
    const start = at;
    while (at < to && !isBlank(window[at])) at++;
    setBounds(bounds, nFields++, start, at);
  }
  return nFields;
}

function isEmpty({ bytes, bounds, nFields }: ScannedRecord): boolean {
  for (let f = 0; f < Math.min(nFields, mostFields); f++) {
    for (let i = bounds[2 * f]!; i < bounds[2 * f + 1]!; i++) if (!isBlank(bytes[i])) return false;
  }
  return true;
}
