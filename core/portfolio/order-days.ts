import { percent } from '../segments/describe-segment.js';
import { countInWords, dateInWords } from '../words/figures.js';

/** What was ordered on a day. */
export interface OrderDay {
  /** ISO date. */
  readonly day: string;
  readonly orders: number;
  readonly customers: number;
  readonly revenue: number;
}

/** Weekdays are told of from four weeks on. */
export const fewestDays = 28;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/**
 * Which weekday and which day had most orders, and on which weekdays there was none, in a sentence without its full
 * stop.
 * @param days those with an order, at least one
 */
export function tellDays(days: readonly OrderDay[]): string {
  const orders = new Float64Array(7);
  for (const day of days) orders[weekdayOf(day.day)]! += day.orders;
  const all = orders.reduce((sum, count) => sum + count, 0);
  const busiest = orders.indexOf(Math.max(...orders));
  const closed = weekdays.filter((_, i) => orders[i] === 0);
  const best = days.reduce((most, day) => (day.orders > most.orders ? day : most));
  const share = `${weekdays[busiest]} brings most orders, ${percent(orders[busiest]! / all)} of them`;
  const none = closed.length > 0 && closed.length < 4 ? `, and none came on a ${closed.join(' or ')}` : '';
  return `${share}${none}; the busiest day was ${dateInWords(best.day)} with ${countInWords(best.orders, 'order')}`;
}
