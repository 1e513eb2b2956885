import type { NumberReading } from './decide-decimal.js';
import { sqlText } from './sql-text.js';

const gap = '[\\s\\x{a0}\\x{2009}\\x{202f}]';
const currency = '(?:\\p{Sc}|[A-Za-z]{1,3}\\p{Sc}?\\.?)';

/**
 * An expression that reads a cell as a number of a decimal type, null where it is none. Signs of thousands
 * count only between groups of digits, so that a number of the other convention is refused, not misread.
 */
export function numberSql(cell: string, type: string, { decimal, isPlain }: NumberReading): string {
  if (isPlain) return `try_cast(${decimal === ',' ? `replace(${cell}, ',', '.')` : cell} as ${type})`;
  const digits = `regexp_extract(${cell}, ${sqlText(numberPattern(decimal))}, 1)`;
  const bare = `replace(regexp_replace(${digits}, '[^0-9${decimal}]', '', 'g'), ',', '.')`;
  const sign = `case when contains(${cell}, '-') or starts_with(${cell}, '(') then '-' else '' end`;
  const scientific = decimal === '.' ? cell : 'null';
  return `try_cast(case when ${digits} <> '' then ${sign} || ${bare} else ${scientific} end as ${type})`;
}

/** A number with optional sign, currency on either side, trailing minus or parentheses; group 1 is the digits. */
function numberPattern(decimal: '.' | ','): string {
  const group = `[${decimal === '.' ? ',' : '.'}'’ \\x{a0}\\x{2009}\\x{202f}]`;
  const point = decimal === '.' ? '\\.' : ',';
  const whole = `(?:\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3}|\\d+)`;
  const digits = `((?:${whole}(?:${point}\\d*)?)|${point}\\d+)`;
  const end = `(?:${gap}*-|\\)|${gap}*${currency})*`;
  return `^[-+(]?${gap}*${currency}?${gap}*[-+]?${gap}*${digits}${end}$`;
}
