import { closeSync, openSync, writeSync } from 'node:fs';
import { csvLine } from '../../core/csv/csv-line.js';
import type { RecordVisitor, ScannedRecord } from '../../core/reading/scanned-record.js';

export const rejectColumns = ['file', 'line', 'column', 'reason', 'raw'] as const;

/** A record that is cut rightly but holds something unreadable. */
export interface UnreadableLine {
  readonly line: number;
  readonly reason: string;
  /** Header or position of the column. */
  readonly column: string | null;
}

const longestRaw = 10_000;

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

  /** @param unreadable by line */
  constructor(path: string, file: string, unreadable: Iterable<UnreadableLine>) {
    this.#file = file;
    this.#descriptor = openSync(path, 'w');
    this.#unreadable = unreadable[Symbol.iterator]();
    this.#advance();
  }

  record(record: ScannedRecord): void {
    if (record.line !== this.#next?.line) return;
    this.#reject(this.#next.reason, this.#next.column, record);
    this.#advance();
  }

  broken(reason: string, record: ScannedRecord): void {
    this.#reject(reason, null, record);
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #advance(): void {
    const { value, done } = this.#unreadable.next();
    this.#next = done ? undefined : value;
  }

  #reject(reason: string, column: string | null, { line, window, from, to }: ScannedRecord): void {
    const raw = this.#decoder.decode(window.subarray(from, Math.min(to, from + longestRaw)));
    this.#text += csvLine([this.#file, line, column, reason, raw]);
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
    if (this.first.length < 3)
      this.first.push(`line ${line}${column ? `, column '${column}'` : ''}: ${reason}`);
    if (this.#text.length > 65_536) this.#flush();
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#text);
    this.#text = '';
  }
}
