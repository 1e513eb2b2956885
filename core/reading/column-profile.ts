import { isDate, isTimeOfDay } from './date-format.js';
import { isNumber } from './is-number.js';
import type { SampleRecord } from './sample-records.js';

/** What the values of one column look like, over the first records of a file. Shares are 0..1 of the filled cells. */
export interface ColumnProfile {
  /** From 1. */
  readonly position: number;
  /** One per record, trimmed; empty where the cell is. */
  readonly values: readonly string[];
  /** Share of the records whose cell is not empty. */
  readonly filled: number;
  readonly distinct: number;
  readonly number: number;
  readonly integer: number;
  /** Of the numbers: share that is 0, below 0, not whole. */
  readonly zero: number;
  readonly negative: number;
  readonly fraction: number;
  readonly date: number;
  readonly timeOfDay: number;
  readonly email: number;
  readonly phone: number;
  /** Share that says an amount among other things: `amount:12.50|reason:…`. */
  readonly packedAmount: number;
  /** Share with two letters or more. */
  readonly letters: number;
  /** Median of the absolute numbers; NaN without numbers. */
  readonly median: number;
  /** Mean number of words of a text. */
  readonly words: number;
}

const email = /^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$/;
const phone = /^\+?[\d\s()./-]{7,20}$/;

/** An amount by its name within a text; group 1 is the number (RE2 as well). */
export const amountWithin = '(?:^|[^A-Za-z])(?:[Aa]mount|[Tt]otal)\\W{0,3}([-\\d.,]+)';
const packedAmount = new RegExp(amountWithin);

export const isEmail = (value: string) => email.test(value);

/** Words for nothing that programs write into a cell. */
export const isNothing = (value: string) =>
  value === '' || (value.length <= 6 && /^(null|nan|none|n\/a|#n\/a|\\n|nil|-|--)$/i.test(value));

/** The values of a column as rough numbers, 0 where one is none. */
export const roughNumbers = ({ values }: Pick<ColumnProfile, 'values'>): number[] =>
  values.map((value) => roughNumber(value) || 0);

/** The value as a number, whatever its decimal sign: good enough to see what a column is, not to add up. */
export function roughNumber(value: string): number {
  const digits = value.replace(/[^\d.,-]/g, '');
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  const isDecimal = last >= 0 && digits.length - last - 1 !== 3;
  const whole = (isDecimal ? digits.slice(0, last) : digits).replace(/[.,]/g, '');
  return (
    Number(isDecimal ? `${whole || '0'}.${digits.slice(last + 1)}` : whole) *
    (/^\(.*\)$/.test(value) ? -1 : 1)
  );
}

/** Profiles every column of the records. */
export function profileColumns(records: readonly SampleRecord[], nColumns: number): ColumnProfile[] {
  return Array.from({ length: nColumns }, (_, f) => {
    const values = records.map(({ fields }) => {
      const value = fields[f] ?? '';
      return isNothing(value) ? '' : value;
    });
    return profileOf(f + 1, values);
  });
}

function profileOf(position: number, values: readonly string[]): ColumnProfile {
  const filled = values.filter((value) => value !== '');
  const share = (holds: (value: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(holds).length / filled.length;
  const numeric = filled.filter(isNumber);
  const numbers = numeric.map(roughNumber).filter((value) => !Number.isNaN(value));
  const ofNumbers = (holds: (value: number) => boolean) =>
    numbers.length === 0 ? 0 : numbers.filter(holds).length / numbers.length;
  const sizes = numbers.map(Math.abs).sort((a, b) => a - b);
  return {
    position,
    values,
    filled: values.length === 0 ? 0 : filled.length / values.length,
    distinct: new Set(filled).size,
    number: filled.length === 0 ? 0 : numeric.length / filled.length,
    integer: share((value) => /^[-+]?\d+([.,]0+)?$/.test(value)),
    zero: ofNumbers((value) => value === 0),
    negative: ofNumbers((value) => value < 0),
    fraction: ofNumbers((value) => !Number.isInteger(value)),
    date: share(isDate),
    timeOfDay: share(isTimeOfDay),
    email: share(isEmail),
    phone: share((value) => phone.test(value)),
    packedAmount: share((value) => packedAmount.test(value)),
    letters: share((value) => /\p{L}.*\p{L}/u.test(value)),
    median: sizes[sizes.length >> 1] ?? Number.NaN,
    words:
      filled.length === 0
        ? 0
        : filled.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / filled.length,
  };
}
