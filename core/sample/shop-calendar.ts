import { firstAbove } from '../random/first-above.js';

/** How busy a day is, as a factor: January first. Presents are bought in the fourth quarter. */
const monthFactor = [0.75, 0.8, 0.9, 0.95, 0.95, 0.85, 0.8, 0.85, 1.05, 1.25, 1.7, 1.4];
/** Sunday first. Closed on Saturdays. */
const weekdayFactor = [0.6, 1, 1.1, 1.1, 1.25, 0.95, 0];
const holidays = ['12-25', '12-26', '01-01'];
const openingHours = { sunday: { from: 10, to: 16 }, weekday: { from: 8, to: 20 } };

const millisecondsPerDay = 86_400_000;
export const minutesPerDay = 1440;

/**
 * The period of the shop, and its own time: in days, from 0 to `days`, it runs faster the busier the
 * shop is and stands still while it is closed. A process that is even in shop time has the shop's
 * seasons, weeks and hours in calendar time.
 */
export interface ShopCalendar {
  readonly days: number;
  /** Shop time -> minutes since the first midnight; Infinity after the period. */
  minuteAt(time: number): number;
  /** Minutes since the first midnight -> `2024-07-01 08:26`. */
  format(minute: number): string;
}

/**
 * The calendar of the given number of months that end with `lastDay`.
 * @param lastDay ISO date
 * @throws RangeError for a last day that is none
 */
export function createShopCalendar(lastDay: string, months: number): ShopCalendar {
  const end = midnightAfter(lastDay);
  const first = new Date(end).setUTCMonth(end.getUTCMonth() - months);
  const days = (end.getTime() - first) / millisecondsPerDay;
  const dayAt = (day: number) => new Date(first + day * millisecondsPerDay);

  const ends = new Float64Array(days);
  let busyness = 0;
  for (let day = 0; day < days; day++) {
    busyness += busynessOf(dayAt(day));
    ends[day] = busyness;
  }
  for (let day = 0; day < days; day++) ends[day]! *= days / busyness;
  const startOf = (day: number) => (day === 0 ? 0 : ends[day - 1]!);

  return {
    days,
    minuteAt(time) {
      const day = firstAbove(ends, time);
      if (day === days) return Number.POSITIVE_INFINITY;
      const sunday = dayAt(day).getUTCDay() === 0;
      const { from, to } = openingHours[sunday ? 'sunday' : 'weekday'];
      const passed = (time - startOf(day)) / (ends[day]! - startOf(day));
      return day * minutesPerDay + Math.floor(60 * (from + (to - from) * busiestAtNoon(passed)));
    },
    format(minute) {
      return new Date(first + minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    },
  };
}

function midnightAfter(lastDay: string): Date {
  const midnight = Date.parse(lastDay);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== lastDay) {
    throw new RangeError(`lastDay must be an ISO date; got '${lastDay}'`);
  }
  return new Date(midnight + millisecondsPerDay);
}

function busynessOf(date: Date): number {
  if (holidays.includes(date.toISOString().slice(5, 10))) return 0;
  return monthFactor[date.getUTCMonth()]! * weekdayFactor[date.getUTCDay()]!;
}

/** The quantile function of the symmetric triangular distribution on [0, 1]. */
const busiestAtNoon = (u: number) => (u < 0.5 ? Math.sqrt(u / 2) : 1 - Math.sqrt((1 - u) / 2));
