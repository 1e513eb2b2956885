import { defuseFormulas } from './formula.js';

/**
 * One line of a CSV file (RFC 4180, with its line end). Null is an empty cell. A text that a spreadsheet
 * would run as a formula gets an apostrophe before it; numbers are written as they are.
 * @example csvLine(['=1+1', -2, null, 'a,b']) // `'=1+1,-2,,"a,b"\n`
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quotedCell(defuseFormulas(cell)) : (cell ?? ''))).join(',')}\n`;
}

/** A text as a cell of a CSV file, in quotes where it needs them. */
export const quotedCell = (text: string) =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
