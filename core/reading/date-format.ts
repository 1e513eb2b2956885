import type { DateOrder } from './date-order.js';
import { readDate } from './read-date.js';

/** How a date is written, as DuckDB's strptime reads it, with the parts whose order only a whole column tells. */
export interface DateShape {
  /** Which number is what: `fixed` where the text itself says so (year first with four digits, or month by name). */
  readonly order: 'fixed' | 'dayOrMonthFirst' | 'anyFirst';
  /** The strptime format; the order applies to numbers only. */
  format(order: DateOrder): string;
  /** Whether the text ends with an offset from UTC, which is not part of the format. */
  readonly hasOffset: boolean;
}

const time =
  /[T ,]+(\d{1,2}):(\d{2})(:\d{2})?([.,]\d{1,9})?(\s?[AaPp][Mm])?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

const timeOfDay = /^(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{1,9})?)?\s*(?:[ap]\.?m\.?)?$/i;

/** Whether the text is a time of day and no more. */
export const isTimeOfDay = (text: string) => timeOfDay.test(text);

/** Longer texts are no dates; trying them would cost time that grows with the square of their length. */
const longestDate = 64;

/** Whether the text is a date, in numbers or in words of any language that we know; a mere number is none. */
export const isDate = (text: string) =>
  text.length <= longestDate &&
  (dateShapeOf(text) !== null || (!/^[\d.,]+$/.test(text) && readDate(text, 'dmy') !== null));

/** What kind of date the text is, or null if it is none that a format can say. */
export function dateShapeOf(text: string): DateShape | null {
  if (text.length > longestDate) return null;
  const clock = time.exec(text);
  const day = dayShapeOf(clock ? text.slice(0, clock.index) : text);
  if (!day || !clock) return day;
  const [, , , seconds, fraction, halfDay, offset] = clock;
  const gap = /^[T ,]+/.exec(clock[0])![0];
  const suffix = [
    gap,
    halfDay ? '%I:%M' : '%H:%M',
    seconds ? ':%S' : '',
    fraction ? `${fraction[0]}%n` : '',
    halfDay ? (halfDay.length === 3 ? `${halfDay[0]}%p` : '%p') : '',
  ].join('');
  return { ...day, hasOffset: offset !== undefined, format: (order) => day.format(order) + suffix };
}

const weekdays = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i;

function dayShapeOf(text: string): DateShape | null {
  const weekday = weekdays.exec(text)?.[0];
  if (weekday) {
    const rest = dayShapeOf(text.slice(weekday.length));
    const name = weekday.replace(/[a-z]+/i, (word) => (word.length === 3 ? '%a' : '%A'));
    return rest && { ...rest, format: (order) => name + rest.format(order) };
  }
  return numericShape(text) ?? monthNameShape(text);
}

function numericShape(text: string): DateShape | null {
  if (/^(19|20|21)\d{6}$/.test(text)) return fixed('%Y%m%d');
  const yearFirst = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$/.exec(text);
  if (yearFirst) return fixed(['%Y', '%m', '%d'].join(yearFirst[1]));
  const yearLast = /^\d{1,2}([-/. ])\d{1,2}\1(\d{2}|\d{4})$/.exec(text);
  if (!yearLast) return null;
  const [, separator, year] = yearLast;
  const hasCentury = year!.length === 4;
  return {
    order: hasCentury ? 'dayOrMonthFirst' : 'anyFirst',
    hasOffset: false,
    format: (order) => partsInOrder(order, hasCentury ? '%Y' : '%y').join(separator),
  };
}

const partsInOrder = (order: DateOrder, year: string) =>
  ({ dmy: ['%d', '%m', year], mdy: ['%m', '%d', year], ymd: [year, '%m', '%d'] })[order];

const monthNames = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i;

function monthNameShape(text: string): DateShape | null {
  if (!monthNames.test(text) || !/^[A-Za-z0-9 ,./-]+$/.test(text)) return null;
  const words = text.match(/[A-Za-z]+|\d+|[^A-Za-z\d]+/g)!;
  const numbers = words.filter((word) => /\d/.test(word));
  if (numbers.length !== 2 || words.filter((word) => /[A-Za-z]/.test(word)).length !== 1) return null;
  const yearFirst = numbers[0]!.length === 4;
  const year = numbers[yearFirst ? 0 : 1]!;
  const day = numbers[yearFirst ? 1 : 0]!;
  if (day.length > 2 || (year.length !== 2 && year.length !== 4)) return null;
  let nth = 0;
  const format = words.map((word) => {
    if (/[A-Za-z]/.test(word)) return word.length === 3 ? '%b' : '%B';
    if (!/\d/.test(word)) return word;
    if ((nth++ === 0) !== yearFirst) return '%d';
    return year.length === 4 ? '%Y' : '%y';
  });
  return fixed(format.join(''));
}

const fixed = (format: string): DateShape => ({ order: 'fixed', hasOffset: false, format: () => format });
