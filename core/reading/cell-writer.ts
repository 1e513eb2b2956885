import type { Field } from '../orders/order-line.js';
import { byteOf } from './bytes.js';
import { DateEvidence } from './date-evidence.js';
import type { Layout } from './layout/layout.js';
import { NumberEvidence } from './number-evidence.js';
import { numberFields } from './number-fields.js';
import type { RecordVisitor, ScannedRecord, StructureReason } from './scanned-record.js';

/** The byte between the cells that `CellWriter` writes; it occurs in no cell. */
export const cellSeparator = 0x1f;

const bufferBytes = 1 << 20;

/**
 * Writes records in the one form that no reader can take for something else: a line each, first its line
 * number, then `layout.nColumns` cells, without quotes. Control characters in a cell become blanks. On the
 * way it counts, and collects what the columns of dates and numbers show.
 */
export class CellWriter implements RecordVisitor {
  readonly dates = new DateEvidence();
  readonly numbers = new Map<Field, NumberEvidence>();
  written = 0;
  /** Records that are broken. */
  broke = 0;
  /** Records that stand around the orders and are none. */
  frame = 0;
  readonly #orderColumn: number;
  readonly #blocks = new SeenHashes();
  #order = 0;
  /** Of the lines of one order that stand together. */
  #block = 0;
  #copies = 0;
  readonly #nColumns: number;
  readonly #dateColumn: number;
  readonly #numberColumns: readonly { readonly index: number; readonly evidence: NumberEvidence }[];
  readonly #write: (bytes: Uint8Array) => void;
  #buffer = new Uint8Array(bufferBytes);
  #length = 0;

  /** @param write takes bytes that are overwritten once it returns */
  constructor({ nColumns, mapping, packedAmounts }: Layout, write: (bytes: Uint8Array) => void) {
    this.#nColumns = nColumns;
    this.#dateColumn = mapping.ordered_at!.position - 1;
    this.#numberColumns = numberFields
      .filter((field) => mapping[field] && !packedAmounts.includes(field))
      .map((field) => {
        const evidence = new NumberEvidence();
        this.numbers.set(field, evidence);
        return { index: mapping[field]!.position - 1, evidence };
      });
    this.#orderColumn = (mapping.invoice_id?.position ?? 0) - 1;
    this.#write = write;
  }

  record(record: ScannedRecord): void {
    const { bytes, bounds } = record;
    this.dates.add(bytes, bounds[2 * this.#dateColumn]!, bounds[2 * this.#dateColumn + 1]!);
    for (const { index, evidence } of this.#numberColumns)
      evidence.add(bytes, bounds[2 * index]!, bounds[2 * index + 1]!);
    if (this.#orderColumn >= 0) this.#followOrders(record);
    this.#writeRecord(record);
    this.written++;
  }

  broken(reason: StructureReason): void {
    if (reason === 'NotAnOrderLine') this.frame++;
    else this.broke++;
  }

  /** Hands on what is left in the buffer. */
  flush(): void {
    this.#write(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }

  /** Orders of which as many lines of the same look stood together before: perhaps an export pasted twice. */
  get copiedOrders(): number {
    return this.#copies + (this.#blocks.has(this.#block) ? 1 : 0);
  }

  #followOrders({ bytes, bounds, window, from, to }: ScannedRecord): void {
    const end = bounds[2 * this.#orderColumn + 1]!;
    let order = 0x811c9dc5;
    for (let i = bounds[2 * this.#orderColumn]!; i < end; i++)
      order = Math.imul(order ^ bytes[i]!, 0x01000193);
    // A few bytes are look enough: what looks the same is compared whole later on.
    const look =
      (window[from]! << 16) ^ (window[(from + to) >> 1]! << 8) ^ window[to - 2]! ^ ((to - from) << 20);
    if (order !== this.#order) {
      if (this.#block !== 0 && !this.#blocks.add(this.#block)) this.#copies++;
      this.#order = order;
      this.#block = order;
    }
    this.#block = Math.imul(this.#block ^ look, 0x01000193);
  }

  #writeRecord({ bytes, bounds, nFields, line, from, to }: ScannedRecord): void {
    this.#reserve(to - from + this.#nColumns + 24);
    const buffer = this.#buffer;
    let at = writeNumber(buffer, this.#length, line);
    for (let f = 0; f < this.#nColumns; f++) {
      buffer[at++] = cellSeparator;
      if (f >= nFields) continue;
      const end = bounds[2 * f + 1]!;
      for (let i = bounds[2 * f]!; i < end; i++) {
        buffer[at++] = Math.max(bytes[i]!, byteOf.blank);
      }
    }
    buffer[at++] = byteOf.newline;
    this.#length = at;
  }

  #reserve(nBytes: number): void {
    if (this.#length + nBytes <= this.#buffer.length) return;
    this.flush();
    if (nBytes > this.#buffer.length) this.#buffer = new Uint8Array(nBytes);
  }
}

/** Remembers hashes in 8 MB, however many there are: rarely takes a new one for one that was seen, never the reverse. */
class SeenHashes {
  readonly #bits = new Uint32Array(1 << 21);

  /** Returns false if the hash was there. */
  add(hash: number): boolean {
    const isNew = !this.has(hash);
    this.#set(hash);
    this.#set(otherOf(hash));
    return isNew;
  }

  has(hash: number): boolean {
    return this.#isSet(hash) && this.#isSet(otherOf(hash));
  }

  #isSet(hash: number): boolean {
    return ((this.#bits[(hash >>> 5) & 0x1fffff]! >>> (hash & 31)) & 1) === 1;
  }

  #set(hash: number): void {
    this.#bits[(hash >>> 5) & 0x1fffff]! |= 1 << (hash & 31);
  }
}

const otherOf = (hash: number) => Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);

/** Writes a positive integer in decimal digits; returns the position after it. */
function writeNumber(buffer: Uint8Array, at: number, number: number): number {
  let nDigits = 1;
  for (let limit = 10; number >= limit; limit *= 10) nDigits++;
  let rest = number;
  for (let i = at + nDigits - 1; i >= at; i--) {
    const tens = Math.floor(rest / 10);
    buffer[i] = 48 + rest - 10 * tens;
    rest = tens;
  }
  return at + nDigits;
}
