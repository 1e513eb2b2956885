import type { NumberReading } from './decide-decimal.js';
import { currencyWords } from './is-number.js';
import { sqlText } from './sql-text.js';

const gap = '[\\s\\x{a0}\\x{2009}\\x{202f}]';
const currency = `(?:[A-Z]{0,3}\\p{Sc}|(?:${currencyWords})\\.?)`;
const pieceWords = '(?:pcs|pc|pieces|piece|units|unit|stück|stk|stck|szt|ea|x|st|un|uds)\\.?';
const minus = '[-−]';

/** What may stand beside the digits: money of its currency, pieces of their unit. */
export type NumberKind = 'money' | 'pieces';

/**
 * An expression that reads a cell as a number of a decimal type, null where it is none. Signs of thousands
 * count only between groups of digits, so that a number of the other convention is refused, not misread; so is
 * one with letters that change it (`1.2k`, `12 CR`).
 */
export function numberSql(
  cell: string,
  type: string,
  { decimal, isPlain }: NumberReading,
  kind: NumberKind = 'money',
): string {
  if (isPlain) return `try_cast(${decimal === ',' ? `replace(${cell}, ',', '.')` : cell} as ${type})`;
  const digits = `regexp_extract(${cell}, ${sqlText(numberPattern(decimal, kind))}, 1)`;
  const bare = `replace(regexp_replace(${digits}, '[^0-9${decimal}]', '', 'g'), ',', '.')`;
  const sign = `case when regexp_matches(${cell}, '^[^0-9]*[-−(]|[0-9]${gap}*${currency}?${gap}*${minus}$') then '-' else '' end`;
  const scientific =
    decimal === '.'
      ? `case when regexp_full_match(${cell}, '[-+]?[0-9]+([.][0-9]*)?[eE][-+]?[0-9]+') then ${cell} end`
      : 'null';
  const isClosed = `contains(${cell}, '(') = contains(${cell}, ')')`;
  return `try_cast(case when ${digits} <> '' and ${isClosed} then ${sign} || ${bare} else ${scientific} end as ${type})`;
}

/** The sign or word of money in a cell, null where it has none. */
export const currencySql = (cell: string) =>
  `nullif(regexp_extract(${cell}, '[A-Z]{0,3}\\p{Sc}|(?:^|[^\\pL])(${currencyWords})(?:[^\\pL]|$)', 0), '')`;

/** A number with one sign at most, a currency on either side, a trailing minus, `,-` for no cents, or parentheses; group 1 is the digits. */
function numberPattern(decimal: '.' | ',', kind: NumberKind): string {
  const group = `[${decimal === '.' ? ',' : '.'}'’ \\x{a0}\\x{2009}\\x{202f}]`;
  const point = decimal === '.' ? '\\.' : ',';
  const whole = `(?:\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3}|\\d+)`;
  const digits = `((?:${whole}(?:${point}\\d*)?)|${point}\\d+)`;
  const noCents = `(?:(?:-{1,2}|–|—))?`;
  const word = kind === 'money' ? currency : `(?:${currency}|(?i:${pieceWords}))`;
  const start = `(?:${minus}|\\+|\\()?${gap}*${currency}?${gap}*`;
  const startInside = `${currency}${gap}*${minus}${gap}*`;
  return `^(?:${startInside}|${start})${digits}${noCents}(?:${gap}*${word})?(?:${gap}*${minus}|\\)|${gap}*\\))?$`;
}
