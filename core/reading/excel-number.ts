/** What a number format shows a number as. `elapsed`: hours that may pass 24. */
export type NumberKind = 'number' | 'date' | 'time' | 'elapsed';

const msPerDay = 86_400_000;

/** The built-in formats that have no text in the file: ECMA-376, 18.8.30. */
const builtInKinds: readonly [from: number, to: number, kind: NumberKind][] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'elapsed'],
  [47, 47, 'time'],
  [50, 58, 'date'],
];

/** The kind of a number format. @param code its text, undefined for a built-in one */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtInKinds.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number';
  const shown = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|[*_]./g, '')
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(shown)) return 'elapsed';
  const letters = shown.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p|general/g, 'h');
  if (shown.includes('general')) return 'number';
  if (/[ydeg]/.test(letters.replace(/e[+-]/g, ''))) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : 'number';
}

/**
 * A cell's number as text: a date as `2016-11-29 08:26:00`, a time of day as `08:26:00`, any other number, and
 * one that is no date for Excel either, as its digits.
 * @param number days since the end of 1899 (or the start of 1904) for dates and times
 */
export function numberText(number: number, kind: NumberKind, is1904: boolean): string {
  if (kind === 'number' || !(number >= 0)) return String(number);
  const ms = Math.round(number * msPerDay);
  if (kind === 'elapsed') return clock(Math.floor(ms / 3_600_000), ms);
  if (kind === 'time' && ms < msPerDay) return clock(Math.floor(ms / 3_600_000), ms);
  // The 1900 system has a 29 February 1900, day 60, that never was.
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 60 ? 31 : 30);
  const date = new Date(start + ms);
  // Excel's last day is 31 December 9999.
  if (!(date.getTime() < Date.UTC(10_000, 0, 1))) return String(number);
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');
}

function clock(hours: number, ms: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${two(hours)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
}
