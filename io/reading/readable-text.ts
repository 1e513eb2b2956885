import type { Recognised } from '../../core/reading/recognised.js';
import type { ReadingRules } from '../../core/rules/rules.js';

/** An upload as text of records, whatever its format; it can be read from the start any number of times. */
export interface TextSource {
  readonly format: Recognised['format'];
  readonly compression: 'gzip' | null;
  /** Name of the sheet, or of several that are one table, as in `2023, 2024`. */
  readonly sheet: string | null;
  /** Number of the first line; 0 where a header was put above numbered rows. */
  readonly firstLine: number;
  /** Reading rules that hold for this text: the user's, but for what the format itself settles. */
  readonly rules: ReadingRules;
  /** UTF-8, in chunks that end where a line does. */
  read(onRead?: (nBytes: number) => void): AsyncIterable<Uint8Array>;
  /** What the encoding turned out to be, once the text has been read to its end. */
  encoding(): string | null;
  /** Sentences on what was put together or left out, once the text has been read to its end. */
  notes(): readonly string[];
  /** Where a line of the text is in the file as its owner sees it: `line 5`, `row 5 of sheet '2024'`, `order 12`. */
  placeOf(line: number): string;
}
