import { countInWords, dateInWords } from '../words/figures.js';
import { daysOf, inMonths, isoDay } from './months.js';
import { knownAt, type OrderDays } from './order-days.js';

/** Below so many repeat orders nothing can be said about when customers come again. */
const fewestRepeats = 50;
/** A gap of so many days before the last few orders is a wrong date rather than a quiet time. */
const quietDays = 62;
const lastFew = 0.01;

/** Months of orders, as people say it: 12.3 months. */
const monthsOfOrders = (from: number, day: number) => {
  const months = ((day - from + 1) * 12) / 365.25;
  const written = Number(months.toFixed(months < 10 ? 1 : 0));
  return inMonths(written);
};

/** Why the last days cannot be measured, in one sentence: a wrong date makes them empty. Null where they can. */
export function whyWrongDates(orders: OrderDays, day: number): string | null {
  const gap = gapBeforeTheLast(orders, day);
  if (!gap) return null;
  const [last, next] = [gap.from, gap.until].map((one) => dateInWords(isoDay(one)));
  return `After ${last} there is hardly an order before ${next}: a date seems wrong, or the shop was closed; set asOf in the rules to the last day that counts.`;
}

/** Why nothing can be said of the days after the last one, in one sentence; null where it can. */
export function whyNoOutlook(orders: OrderDays, day: number): string | null {
  const repeats = knownAt(orders, day).x.reduce((sum, count) => sum + count, 0);
  if (repeats >= fewestRepeats) return whyWrongDates(orders, day);
  return `The orders hold ${countInWords(repeats, 'repeat order')}; at least ${fewestRepeats} are needed to tell when customers come again.`;
}

/** Why so many months ahead cannot be forecast, in one sentence; null where they can. */
export function whyNoForecast(orders: OrderDays, from: number, day: number, months: number): string | null {
  const needed = 2 * daysOf(months);
  if (day - from + 1 < needed) {
    return `A forecast of ${inMonths(months)} needs ${inMonths(2 * months)} of orders; the file has ${monthsOfOrders(from, day)}.`;
  }
  const before = knownAt(orders, day - daysOf(months)).x.reduce((sum, count) => sum + count, 0);
  if (before >= fewestRepeats) return null;
  return `Before the last ${inMonths(months)} there are ${countInWords(before, 'repeat order')}; at least ${fewestRepeats} are needed to tell when customers come again.`;
}

/** Why there is nothing to measure an election by, in one sentence; null where there is. */
export function whyNobodyAgain(orders: OrderDays, day: number): string | null {
  return knownAt(orders, day).x.some((count) => count > 0)
    ? null
    : 'Nobody has ordered twice, so that nothing comes after an election.';
}

/** Why an election cannot be measured over so many months, in one sentence; null where it can. */
export function whyNoGuarantee(from: number, day: number, months: number): string | null {
  if (day - from + 1 >= 3 * daysOf(months)) return null;
  return `To elect on the past and measure the ${inMonths(months)} after it takes ${inMonths(3 * months)} of orders; the file has ${monthsOfOrders(from, day)}.`;
}

/** The longest stretch without orders, where it is long and hardly an order comes after it, the end of the data included. */
function gapBeforeTheLast({ days }: OrderDays, day: number): { from: number; until: number } | null {
  const known = days.filter((one) => one <= day).sort();
  for (let at = known.length - 1; at > 0 && known.length - at <= Math.max(1, lastFew * known.length); at--) {
    if (known[at]! - known[at - 1]! > quietDays) return { from: known[at - 1]!, until: known[at]! };
  }
  const last = known.at(-1);
  return last !== undefined && day - last > quietDays ? { from: last, until: day } : null;
}
