import { closeSync, openSync, writeSync } from 'node:fs';
import { csvLine } from '../../core/csv/csv-line.js';
import type { RecordVisitor, ScannedRecord, StructureReason } from '../../core/reading/scanned-record.js';

export const rejectColumns = ['file', 'line', 'column', 'reason', 'raw'] as const;

/** A record that is cut rightly but holds something unreadable. */
export interface UnreadableLine {
  readonly line: number;
  readonly reason: string;
  /** Header or position of the column. */
  readonly column: string | null;
  /** Of that column, from 0: its cell is quoted. */
  readonly index: number | null;
}

const longestRaw = 10_000;
const longestQuote = 40;

interface Rejected {
  readonly reason: string;
  readonly column: string | null;
  readonly line: number;
  readonly raw: string;
  /** The cell that is to blame, for the message. */
  readonly quoted: string;
}

/** A column whose cells may be kept of a line that is rejected; those that say who it was are masked. */
export interface KeptColumn {
  readonly name: string;
  /** From 0. */
  readonly index: number;
  readonly isMasked: boolean;
}

/** Writes rejects.csv on a walk over the source: broken lines as they come, unreadable ones as listed. */
export class RejectWriter implements RecordVisitor {
  /** Rejected lines per reason. */
  readonly counts: Record<string, number> = {};
  /** The first few, for an error message. */
  readonly first: string[] = [];
  readonly #file: string;
  readonly #unreadable: Iterator<UnreadableLine>;
  readonly #descriptor: number;
  readonly #decoder = new TextDecoder();
  #next: UnreadableLine | undefined;
  #text = csvLine(rejectColumns);

  readonly #kept: readonly KeptColumn[];
  readonly #placeOf: (line: number) => string;

  /**
   * @param unreadable by line
   * @param kept the columns that are read as something; what is in others is nobody's business
   * @param placeOf where a line is, as the owner of the file sees it
   */
  constructor(
    path: string,
    file: string,
    {
      unreadable,
      kept,
      placeOf,
    }: {
      unreadable: Iterable<UnreadableLine>;
      kept: readonly KeptColumn[];
      placeOf: (line: number) => string;
    },
  ) {
    this.#file = file;
    this.#kept = kept;
    this.#placeOf = placeOf;
    this.#descriptor = openSync(path, 'w');
    this.#unreadable = unreadable[Symbol.iterator]();
    this.#advance();
  }

  record(record: ScannedRecord): void {
    if (record.line !== this.#next?.line) return;
    const { reason, column, index } = this.#next;
    const cell = index === null || index >= record.nFields ? '' : this.#cellOf(record, index);
    const quoted = cell === '' ? '' : ` '${cell.slice(0, longestQuote)}'`;
    this.#reject({ reason, column, line: record.line, raw: this.#cellsOf(record), quoted });
    this.#advance();
  }

  /** Which column a text of a broken line is of cannot be known, so none of it is kept. */
  broken(reason: StructureReason, { line, from, to }: ScannedRecord): void {
    if (reason !== 'NotAnOrderLine')
      this.#reject({ reason, column: null, line, raw: `${to - from} bytes`, quoted: '' });
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #advance(): void {
    const { value, done } = this.#unreadable.next();
    this.#next = done ? undefined : value;
  }

  #cellOf({ bytes, bounds }: ScannedRecord, index: number): string {
    return this.#decoder.decode(bytes.subarray(bounds[2 * index], bounds[2 * index + 1]));
  }

  #cellsOf(record: ScannedRecord): string {
    return this.#kept
      .filter(({ index }) => index < record.nFields)
      .map(({ name, index, isMasked }) => {
        const cell = this.#cellOf(record, index);
        return `${name}: ${isMasked ? masked(cell) : cell}`;
      })
      .join(' | ')
      .slice(0, longestRaw);
  }

  #reject({ reason, column, line, raw, quoted }: Rejected): void {
    this.#text += csvLine([this.#file, line, column, reason, raw]);
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
    if (this.first.length < 3)
      this.first.push(`${this.#placeOf(line)}${column ? `, column '${column}'` : ''}: ${reason}${quoted}`);
    if (this.#text.length > 65_536) this.#flush();
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#text);
    this.#text = '';
  }
}

/** The first letter is enough to find the line by. */
const masked = (cell: string) => (cell.length > 1 ? `${cell.slice(0, 1)}…` : cell);
