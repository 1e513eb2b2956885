/** How a text is cut into records and fields. */
export interface Dialect {
  /** The byte between fields; a blank stands for runs of blanks and tabs. */
  readonly delimiter: number;
  /** Fields of a full record; a longer one is broken unless what is too much is empty. Null: any number. */
  readonly columns: number | null;
  /** Least number of fields of a record. */
  readonly required: number;
  /** Position from 0 of a field that has a digit in every good record (the date), or null if unknown. */
  readonly dateColumn: number | null;
  /** Number of the first line; where a header was put above numbered rows, 0. */
  readonly firstLine: number;
  /** Whether a record of several lines is one even if a line of it looks like a record. */
  readonly trustsQuotes?: boolean;
}

/** A record as the scanner found it, valid until the next one. */
export interface ScannedRecord {
  /** Holds the fields, quotes taken off. */
  bytes: Uint8Array;
  /** Field f is bytes[bounds[2f]] up to, not including, bytes[bounds[2f + 1]]. */
  readonly bounds: Int32Array;
  nFields: number;
  /** Where it starts, from 1. */
  line: number;
  /** The source text of the record, without its line end, is window[from] up to window[to]. */
  window: Uint8Array;
  from: number;
  to: number;
}

export type StructureReason = 'UnterminatedQuote' | 'WrongFieldCount' | 'LineTooLong' | 'NotAnOrderLine';

export interface RecordVisitor {
  record(record: ScannedRecord): void;
  /** A physical line that is no record: only its source text and line count. */
  broken(reason: StructureReason, record: ScannedRecord): void;
}
