/**
 * Where a spreadsheet that opens a CSV file would find a formula: at the beginning of a cell, and after whatever another
 * spreadsheet splits lines at, since a file with commas is opened by semicolons where commas are decimal signs. Blanks,
 * invisible signs and quotes before it change nothing, nor does it matter how wide the sign is.
 * Written so that JavaScript and RE2 (DuckDB's) read it alike.
 */
const blank = '[ "\\t\\r\\n\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff]*';
const sign = '[=+@\uff1d\uff0b\uff20\uff0d-]';

/** A text that begins with one, or with what hides one. */
export const leadingFormula = `^(?:[\\t\\r]|${blank}${sign})`;

/** One within a text: what stands before it is group 1, its sign group 2. */
export const innerFormula = `([;|\\t\\r\\n]${blank})(${sign})`;

const leading = new RegExp(leadingFormula);
const inner = new RegExp(innerFormula, 'g');

/** A number of its own is no formula, and stands in many a line that was rejected. */
const number = /^[-+][\d.,]+(?:[;|\t\r\n"]|$)/;

/** A text with an apostrophe wherever a formula would begin. */
export function defuseFormulas(text: string): string {
  const within = text.replace(inner, (match, before: string, sign: string, at: number) =>
    number.test(text.slice(at + before.length)) ? match : `${before}'${sign}`,
  );
  return leading.test(within) ? `'${within}` : within;
}
