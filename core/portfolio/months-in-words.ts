import { dateInWords } from '../words/figures.js';

/** November 2011. @param month ISO date of its first day */
export const monthInWords = (month: string): string => dateInWords(month).replace(/^\d+ /, '');

/** September to November 2011, November 2010 to January 2011, November 2011. */
export function stretchInWords(first: string, last: string): string {
  if (first === last) return monthInWords(last);
  const isOneYear = first.slice(0, 4) === last.slice(0, 4);
  const begin = isOneYear ? monthInWords(first).replace(/ \d+$/, '') : monthInWords(first);
  return `${begin} to ${monthInWords(last)}`;
}
