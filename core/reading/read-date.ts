import type { DateOrder } from './date-order.js';
import { monthOfName } from './month-names.js';

const clock =
  /(?:^|[\sT,])(?:a las |um |kl\.? |à |at )?(\d{1,2})[:h.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:hs?\.?|uhr|h)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads a date that is written in words, as a spreadsheet's serial number, as seconds since 1970, as digits
 * without signs, or as numbers in the given order; null for anything else. What a format of SQL can say is
 * not for this function: it is called once for each distinct text that no format reads.
 */
export function readDate(text: string, order: DateOrder | null): string | null {
  const trimmed = text.trim();
  return fromNumber(trimmed) ?? fromCompact(trimmed) ?? fromIdeographs(trimmed) ?? fromParts(trimmed, order);
}

const day = 86_400;

/** Excel counts days from 1899-12-30; a day of 1954 to 2119 has five digits. Unix counts seconds, or thousandths. */
function fromNumber(text: string): string | null {
  if (/^\d{5}([.,]\d+)?$/.test(text)) {
    const serial = Number(text.replace(',', '.'));
    return serial < 20_000 || serial > 80_000 ? null : ofSeconds(Math.round((serial - 25_569) * day));
  }
  if (/^\d{10}([.,]\d+)?$/.test(text)) return ofSeconds(Math.floor(Number(text.replace(',', '.'))));
  if (/^\d{13}$/.test(text)) return ofSeconds(Math.floor(Number(text) / 1000));
  return null;
}

function ofSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** 20230131, with a time of four or six digits after it or not. */
function fromCompact(text: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:[T _-]?(\d{2}):?(\d{2}):?(\d{2})?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (!found) return null;
  const [, year, month, dayOfMonth, hours, minutes, seconds] = found.map((part) => (part ? Number(part) : 0));
  return moment(year!, month!, dayOfMonth!, hours!, minutes!, seconds!);
}

/** 2023年1月31日 9時05分 */
function fromIdeographs(text: string): string | null {
  const found =
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?(?:.*?(\d{1,2})\s*[:時时点]\s*(\d{1,2})?(?:\s*[:分]\s*(\d{1,2}))?.*)?$/.exec(
      text,
    );
  if (!found) return null;
  const [, year, month, dayOfMonth, hours, minutes, seconds] = found.map((part) => (part ? Number(part) : 0));
  return moment(year!, month!, dayOfMonth!, hours!, minutes!, seconds!);
}

/** Day, month and year as numbers or with the month by name, a time after them or not. */
function fromParts(text: string, order: DateOrder | null): string | null {
  const time = clock.exec(text);
  const [hours, minutes, seconds] = time ? hoursOf(time) : [0, 0, 0];
  if (Number.isNaN(hours)) return null;
  const date = time ? text.slice(0, time.index) : text;
  const words = date.match(/\p{L}[\p{L}\p{M}]*|\d+/gu) ?? [];
  const numbers = words.filter((word) => /^\d/.test(word));
  const named = words
    .filter((word) => !/^\d/.test(word))
    .map(monthOfName)
    .filter((month) => month !== undefined);
  if (named.length === 1 && numbers.length === 2) {
    const isYearFirst = numbers[0]!.length === 4;
    const year = numbers[isYearFirst ? 0 : 1]!;
    const dayOfMonth = numbers[isYearFirst ? 1 : 0]!;
    if (dayOfMonth.length > 2 || (year.length !== 2 && year.length !== 4)) return null;
    return moment(fullYear(year), named[0]!, Number(dayOfMonth), hours!, minutes!, seconds!);
  }
  if (named.length > 0 || numbers.length !== 3 || /\p{L}/u.test(date)) return null;
  const isYearFirst = numbers[0]!.length === 4;
  const way = isYearFirst ? 'ymd' : order;
  if (!way || numbers.some(({ length }) => length === 3 || length > 4)) return null;
  const [year, month, dayOfMonth] = {
    ymd: [numbers[0]!, numbers[1]!, numbers[2]!],
    dmy: [numbers[2]!, numbers[1]!, numbers[0]!],
    mdy: [numbers[2]!, numbers[0]!, numbers[1]!],
  }[way];
  return moment(fullYear(year!), Number(month), Number(dayOfMonth), hours!, minutes!, seconds!);
}

function hoursOf([, hours, minutes, seconds, half]: RegExpExecArray): [number, number, number] {
  const hour = Number(hours);
  if (hour > (half ? 12 : 23)) return [Number.NaN, 0, 0];
  const ofDay = half ? (hour % 12) + (/p/i.test(half) ? 12 : 0) : hour;
  return [ofDay, Number(minutes), Number(seconds ?? 0)];
}

/** Two digits are a year of 1969 to 2068, as POSIX has it. */
const fullYear = (year: string) =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 69 ? 2000 : 1900);

function moment(
  year: number,
  month: number,
  dayOfMonth: number,
  hours: number,
  minutes: number,
  seconds: number,
) {
  const isTime = hours < 24 && minutes < 60 && seconds < 60;
  if (!isTime || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysOf(year, month)) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)} ${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
