/** How a text is cut into records and fields. */
export interface Dialect {
  /** The byte between fields; a blank stands for runs of blanks and tabs. */
  readonly delimiter: number;
  /** Fields of a full record; longer records are broken unless what is too much is empty. Null: any number. */
  readonly columns: number | null;
  /** Least number of fields of a record. */
  readonly required: number;
  /** Position from 0 of a field that has a digit in every record (the date), or null if unknown. */
  readonly dateColumn: number | null;
  /** What is counted: physical lines, or records (rows of a sheet, which may hold line breaks). */
  readonly numbering: 'lines' | 'records';
}

/** A record as the scanner found it, valid until the next one. */
export interface ScannedRecord {
  /** Holds the fields, quotes taken off. */
  bytes: Uint8Array;
  /** Field f is bytes[bounds[2f]] up to, not including, bytes[bounds[2f + 1]]. */
  bounds: Int32Array;
  nFields: number;
  /** Where it starts, from 1. */
  line: number;
  /** The source text of the record, without its line end, is window[from] up to window[to]. */
  window: Uint8Array;
  from: number;
  to: number;
}

export type StructureReason = 'UnterminatedQuote' | 'WrongFieldCount' | 'LineTooLong' | 'RepeatedHeader';

export interface RecordVisitor {
  record(record: ScannedRecord): void;
  /** A physical line that is no record; only its source text and line are set. */
  broken(reason: StructureReason, record: ScannedRecord): void;
}

export const newline = 10;
export const carriageReturn = 13;
const blank = 32;
const tab = 9;
const quote = 34;

/** How far an open quote may reach before it counts as a mistake. */
const quoteReach = { bytes: 65_536, lines: 100 };
const longestRecord = 1_000_000;
const mostFields = 4096;
const incomplete = -1;

/**
 * Cuts UTF-8 (or any ASCII-compatible) text into records: RFC 4180 where the text keeps to it, and where it
 * does not, the damage stays within one physical line. LF, CRLF and CR all end a line. Blank lines, and
 * lines of empty fields only, are counted but are no records.
 */
export class RecordScanner {
  readonly #dialect: Dialect;
  readonly #visitor: RecordVisitor;
  /** 1 for the bytes that mean something: the delimiter, a quote, line ends. */
  readonly #special = new Uint8Array(256);
  readonly #unquoted = new Uint8Array(quoteReach.bytes);
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
    const blanks = dialect.delimiter === blank;
    for (const byte of blanks ? [newline, carriageReturn] : [dialect.delimiter, quote, newline, carriageReturn]) {
      this.#special[byte] = 1;
    }
  }

  /**
   * Visits every record that ends within the window.
   * @param isLast the text ends with this window
   * @returns bytes consumed; the rest must come again at the start of the next window
   */
  scan(window: Uint8Array, isLast: boolean): number {
    this.#record.window = window;
    let at = 0;
    while (at < window.length) {
      const next = this.#readRecord(at, isLast);
      if (next === incomplete) break;
      at = next;
    }
    return at;
  }

  #readRecord(from: number, isLast: boolean): number {
    const { window, bounds } = this.#record;
    const { length } = window;
    const special = this.#special;
    const { delimiter } = this.#dialect;
    let nFields = 0;
    let fieldStart = from;
    let i = from;
    for (; i < length; i++) {
      const byte = window[i]!;
      if (special[byte] === 0) continue;
      if (byte === delimiter) {
        if (nFields < mostFields - 1) {
          bounds[2 * nFields] = fieldStart;
          bounds[2 * nFields + 1] = i;
        }
        nFields++;
        fieldStart = i + 1;
      } else if (byte === quote) {
        if (skipBlanks(window, fieldStart) === i) return this.#readQuotedRecord(from, isLast);
      } else break;
    }
    const next = this.#afterLineEnd(i, isLast);
    if (next === incomplete) return incomplete;
    const lastField = Math.min(nFields, mostFields - 1);
    bounds[2 * lastField] = fieldStart;
    bounds[2 * lastField + 1] = i;
    this.#record.bytes = window;
    this.#record.nFields = delimiter === blank ? splitAtBlanks(window, from, i, bounds) : nFields + 1;
    this.#finish(from, i, 1);
    return next;
  }

  /** A record in which some field opens with a quote. */
  #readQuotedRecord(from: number, isLast: boolean): number {
    const { window, bounds } = this.#record;
    const { delimiter } = this.#dialect;
    const unquoted = this.#unquoted;
    const end = Math.min(window.length, from + quoteReach.bytes);
    const endsHere = isLast && end === window.length;
    let i = from;
    let out = 0;
    let nFields = 0;
    let breaks = 0;
    for (;;) {
      const fieldStart = out;
      const opening = skipBlanks(window, i);
      if (opening < end && window[opening] === quote) {
        i = opening + 1;
        let closed = false;
        let stray = false;
        const breaksBefore = breaks;
        while (i < end && !closed) {
          const byte = window[i++]!;
          if (byte !== quote) {
            unquoted[out++] = byte;
            if (byte === newline || (byte === carriageReturn && window[i] !== newline)) breaks++;
          } else if (i < end && window[i] === quote) {
            unquoted[out++] = window[i++]!;
          } else {
            const after = skipBlanks(window, i);
            closed = after >= end ? endsHere : this.#endsField(window[after]!);
            if (closed) i = after;
            else if (after >= end) break;
            else {
              unquoted[out++] = quote;
              stray = true;
            }
          }
        }
        const isPlausible = breaks <= quoteReach.lines && !(stray && breaks > breaksBefore);
        if (!closed || !isPlausible) return this.#unterminated(from, end, isLast, closed || breaks > quoteReach.lines);
      } else {
        while (i < end && !this.#endsField(window[i]!)) unquoted[out++] = window[i++]!;
      }
      if (nFields < mostFields) {
        bounds[2 * nFields] = fieldStart;
        bounds[2 * nFields + 1] = out;
      }
      nFields++;
      if (i >= end || window[i] !== delimiter) break;
      i++;
    }
    if (i >= end && !endsHere) return this.#unterminated(from, end, isLast, false);
    const next = this.#afterLineEnd(i, isLast);
    if (next === incomplete) return incomplete;
    this.#record.bytes = unquoted;
    this.#record.nFields = nFields;
    if (breaks > 0 && (this.#trimmedCount() === null || this.#swallowsRecords(from, i))) {
      return this.#unterminated(from, end, isLast, true);
    }
    this.#finish(from, i, breaks + 1);
    return next;
  }
}
