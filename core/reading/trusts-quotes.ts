import { isLineEnd } from './bytes.js';
import { RecordScanner } from './record-scanner.js';
import type { Dialect } from './scanned-record.js';

/** So many records of several lines are no accident. */
const fewest = 5;

/**
 * Whether the first part of a text keeps to the grammar of quotes where it matters: records of several lines are
 * usual in it, and read as the grammar has it nearly all lines are records. Then a line within one that looks like a record
 * is text.
 */
export function trustsQuotes(head: Uint8Array, dialect: Dialect, isWhole: boolean): boolean {
  let [nLong, nBroken] = [0, 0];
  const scanner = new RecordScanner(
    { ...dialect, trustsQuotes: true },
    {
      record({ window, from, to }) {
        if (window.subarray(from, to).some(isLineEnd)) nLong++;
      },
      broken() {
        nBroken++;
      },
    },
  );
  scanner.scan(head, isWhole);
  // Titles and totals are no records, either.
  return nLong >= fewest && 5 * nBroken <= nLong;
}
