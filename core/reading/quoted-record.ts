import { afterLineEnd, byteOf, isLineEnd, skipBlanks } from './bytes.js';

/** Bytes of the longest record. */
export const longestRecord = 1_000_000;

/** How far a record with quotes may reach before an open quote counts as a mistake. */
export const quoteReach = { bytes: longestRecord + 64, lineBreaks: 1000 };

/** `incomplete`: the window ends before the record does. `unterminated`: a quote is never closed. */
export type QuotedOutcome = 'complete' | 'incomplete' | 'unterminated';

/**
 * Reads one record in which some field opens with a quote (RFC 4180: a quote within is doubled). A quote that
 * is followed by neither a delimiter nor a line end belongs to the text, as in `"12" RULER"`; but a field that
 * has such a quote and a line break is taken for one that was never closed.
 */
export class QuotedRecordReader {
  readonly #delimiter: number;
  readonly #bounds: Int32Array;
  /** The fields without their quotes. */
  readonly bytes = new Uint8Array(quoteReach.bytes);
  nFields = 0;
  /** Whether a field beyond those of the bounds holds something. */
  isTooWide = false;
  /** Where the record ends in the window: its line end, or the window's length. */
  end = 0;
  /** Line breaks within quotes. */
  lineBreaks = 0;
  #length = 0;

  /** @param bounds receives start and end of each field in `bytes` */
  constructor(delimiter: number, bounds: Int32Array) {
    this.#delimiter = delimiter;
    this.#bounds = bounds;
  }

  read(window: Uint8Array, from: number, isLast: boolean): QuotedOutcome {
    const limit = Math.min(window.length, from + quoteReach.bytes);
    const textEnds = isLast && limit === window.length;
    const outOfReach = isLast || limit < window.length ? 'unterminated' : 'incomplete';
    this.nFields = 0;
    this.isTooWide = false;
    this.lineBreaks = 0;
    this.#length = 0;
    let at = from;
    for (;;) {
      const fieldStart = this.#length;
      const opening = skipBlanks(window, at);
      if (opening < limit && window[opening] === byteOf.quote) {
        at = this.#readQuotedField(window, opening + 1, limit, textEnds);
        if (at === mistaken) return 'unterminated';
        if (at === unclosed) return outOfReach;
      } else {
        while (at < limit && !this.#endsField(window[at]!)) this.bytes[this.#length++] = window[at++]!;
      }
      this.#addField(fieldStart);
      if (at >= limit && !textEnds) return outOfReach;
      if (at >= limit || isLineEnd(window[at])) break;
      at++;
    }
    this.end = at;
    return 'complete';
  }

  /** Returns the position of the delimiter or line end after the closing quote. */
  #readQuotedField(window: Uint8Array, from: number, limit: number, textEnds: boolean): number {
    const breaksBefore = this.lineBreaks;
    let hasStrayQuote = false;
    let at = from;
    while (at < limit) {
      const byte = window[at]!;
      if (byte === byteOf.quote) {
        const after = skipBlanks(window, at + 1);
        if (after >= limit ? textEnds : this.#endsField(window[after]!)) return after;
        if (after >= limit) return unclosed;
        if (window[at + 1] === byteOf.quote) at++;
        else hasStrayQuote = true;
        this.bytes[this.#length++] = byte;
        at++;
      } else {
        const next = isLineEnd(byte) ? afterLineEnd(window, at) : at + 1;
        if (isLineEnd(byte)) this.lineBreaks++;
        while (at < next) this.bytes[this.#length++] = window[at++]!;
      }
      if (this.lineBreaks > quoteReach.lineBreaks) return mistaken;
      if (hasStrayQuote && this.lineBreaks > breaksBefore) return mistaken;
    }
    return unclosed;
  }

  #endsField(byte: number): boolean {
    return byte === this.#delimiter || isLineEnd(byte);
  }

  #addField(start: number): void {
    if (2 * this.nFields + 1 < this.#bounds.length) {
      this.#bounds[2 * this.nFields] = start;
      this.#bounds[2 * this.nFields + 1] = this.#length;
    } else if (start < this.#length) this.isTooWide = true;
    this.nFields++;
  }
}

const unclosed = -1;
const mistaken = -2;
