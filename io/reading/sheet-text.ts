import { quotedCell } from '../../core/csv/csv-line.js';
import type { Sheet, Workbook } from './workbook.js';

const charsPerChunk = 1 << 18;

/** A sheet as a part of a table. */
export interface TablePart {
  readonly sheet: Sheet;
  /** Position of each column of the table in the sheet, from 0. */
  readonly order: readonly number[];
  /** Rows up to this one are left out: the header that is there already, and what stands above. */
  readonly skippedRows: number;
}

/** One row as a line of CSV without its end: line breaks within a cell become blanks. */
export const rowLine = (cells: readonly string[], order: readonly number[]): string =>
  order.map((column) => quotedCell((cells[column] ?? '').replace(/[\r\n]+/g, ' '))).join(',');

/**
 * Sheets of one table as CSV, one line per row. Rows that are not in the file, or are left out, are blank lines:
 * a line's number tells its row.
 */
export class SheetText {
  readonly #book: Workbook;
  readonly #parts: readonly TablePart[];
  /** Lines before the first row of each part, as far as they were read. */
  #linesBefore: number[] = [0];
  #nStrayCells = 0;

  constructor(book: Workbook, parts: readonly TablePart[]) {
    this.#book = book;
    this.#parts = parts;
  }

  /** Cells beside the table that were left out. */
  get nStrayCells(): number {
    return this.#nStrayCells;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    this.#linesBefore = [0];
    this.#nStrayCells = 0;
    let pieces: string[] = [];
    let nChars = 0;
    for (const [i, { sheet, order, skippedRows }] of this.#parts.entries()) {
      const width = Math.max(...order) + 1;
      let lastRow = 0;
      for await (const { number, cells } of this.#book.rows(sheet)) {
        const line = number > skippedRows ? rowLine(cells, order) : '';
        const piece = `${'\n'.repeat(number - lastRow - 1)}${line}\n`;
        lastRow = number;
        if (cells.length > width) this.#nStrayCells += Object.keys(cells.slice(width)).length;
        pieces.push(piece);
        nChars += piece.length;
        if (nChars < charsPerChunk) continue;
        yield Buffer.from(pieces.join(''));
        pieces = [];
        nChars = 0;
      }
      this.#linesBefore[i + 1] = this.#linesBefore[i]! + lastRow;
    }
    yield Buffer.from(pieces.join(''));
  }

  /** `row 12`, or `row 12 of sheet '2024'`. */
  placeOf(line: number): string {
    if (this.#parts.length === 1) return `row ${line}`;
    const last = this.#parts.length - 1;
    const part = Math.min(
      last,
      this.#linesBefore.findLastIndex((before) => before < line),
    );
    return `row ${line - this.#linesBefore[part]!} of sheet '${this.#parts[part]!.sheet.name}'`;
  }
}
