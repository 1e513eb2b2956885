import type { Format } from '../dashboards/dashboard.js';

/** What a row holds once it has been read: dates as ISO text. */
export type Cell = string | number | boolean | null;

/** No line break between a figure and its sign. */
const thinSpace = '\u202f';
export const unknown = '–';

/** How a figure is written in a sentence, where it stands alone. */
export function formatFigure(value: Cell, format: Format, currency: string | null): string {
  return formatColumn([value], format, currency, true)(value);
}

/** How a figure is written in a sentence above its column: without the decimals that the column leaves out. */
export function formatAbove(
  column: readonly Cell[],
  value: Cell,
  format: Format,
  currency: string | null,
): string {
  const isWhole = format === 'money' && largestOf(column) >= wholeMoneyFrom;
  return isWhole ? formatColumn(column, format, currency)(value) : formatFigure(value, format, currency);
}

/**
 * How the figures of one column are written: all with the same number of decimals, so that they line up.
 * @param isAlone a single figure takes the decimals that its own size asks for
 */
export function formatColumn(
  values: readonly Cell[],
  format: Format,
  currency: string | null,
  isAlone = false,
): (value: Cell) => string {
  const write = writerOf(values, format, currency, isAlone);
  return (value) => (value === null || value === '' ? unknown : write(value as never));
}

/** The format of a figure whose row says its unit. */
export function measureFormat(unit: unknown): Format {
  if (unit === 'money') return 'money';
  return unit === 'ratio' || unit === 'percent' ? 'percent' : 'number';
}

function writerOf(values: readonly Cell[], format: Format, currency: string | null, isAlone: boolean) {
  const largest = largestOf(values);
  switch (format) {
    case 'count':
    case 'days':
      return decimals(0);
    case 'money':
      return money(currency, largest >= (isAlone ? 100 : wholeMoneyFrom) ? 0 : 2);
    case 'percent': {
      const write = decimals(isAlone && largest >= 0.0995 ? 0 : 1);
      return (share: number) => `${write(share * 100)}${thinSpace}%`;
    }
    case 'times':
      return (ratio: number) =>
        `${(ratio >= 10 ? decimals(0) : decimals(ratio < 0.1 ? 2 : 1))(ratio)}${thinSpace}×`;
    case 'score':
      return decimals(3);
    case 'number':
    case 'measure':
      return ofItsSize;
    case 'date':
      return longDate;
    case 'flag':
      return (isTrue: boolean) => (isTrue ? 'yes' : 'no');
    case 'text':
      return (text: unknown) => String(text).replace(/(\d) %/g, `$1${thinSpace}%`);
    case 'segment':
      return String;
  }
}

/** From here on the money of a column is written without cents. */
const wholeMoneyFrom = 1000;

const largestOf = (values: readonly Cell[]) =>
  values.reduce<number>((most, value) => Math.max(most, Math.abs(Number(value))), 0);

/** By the decimals. Making one takes longer than writing a figure. */
const writers = new Map<number, (value: number) => string>();

function decimals(digits: number): (value: number) => string {
  if (!writers.has(digits)) {
    const { format } = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative',
    });
    writers.set(digits, format);
  }
  return writers.get(digits)!;
}

const threeDigits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 }).format;

function money(currency: string | null, digits: number) {
  if (currency === null) return decimals(digits);
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  }).format;
}

/** 1,204 or 30.4 or 3.41 or 0.0215. */
function ofItsSize(value: number): string {
  const size = Math.abs(value);
  if (size >= 1 || size === 0)
    return decimals(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2)(value);
  return threeDigits(value);
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** 9 December 2011, of an ISO date. */
function longDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year}`;
}
