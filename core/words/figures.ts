/** 1,204 */
export const wholeInWords = new Intl.NumberFormat('en-GB', {
  maximumFractionDigits: 0,
  signDisplay: 'negative',
}).format;

/** 1,204 or 3.4 or 0.021: the digits that a figure of its size needs. */
export function figureInWords(value: number): string {
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return wholeInWords(value);
  return twoDigits(value);
}

const twoDigits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 }).format;

/** £1,204 or £3.40, or 1,204 where the currency is not known. @param currency ISO 4217 */
export function moneyInWords(value: number, currency: string | null): string {
  const isWhole = Math.abs(value) >= 100 || Number.isInteger(value);
  if (currency === null) return isWhole ? wholeInWords(value) : value.toFixed(2);
  return moneyFormat(currency, isWhole).format(value);
}

/** To make a format takes a hundred times as long as to use it. */
const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, isWhole: boolean): Intl.NumberFormat {
  const key = `${currency} ${isWhole}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const places = isWhole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  const made = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...places,
  });
  moneyFormats.set(key, made);
  return made;
}

/** 1 order, 2 orders. */
export const countInWords = (count: number, thing: string): string =>
  `${wholeInWords(count)} ${thing}${count === 1 ? '' : 's'}`;

/** 1 order is too few, 2 orders are too few. */
export const tooFewInWords = (count: number, thing: string): string =>
  `${countInWords(count, thing)} ${count === 1 ? 'is' : 'are'} too few`;

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** 9 December 2011. @param date ISO */
export function dateInWords(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year}`;
}
