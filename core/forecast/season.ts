import { calendarMonth } from './months.js';
import { type ShopDays, sumWithin } from './shop-days.js';

/** How busy stretches of days are against the year around them, as far as it is known on one day. */
export interface Season {
  /** Years of orders that tell it, 0 and more. */
  readonly years: number;
  /** Whether a whole year tells it; where none does, every stretch is 1. */
  readonly isKnown: boolean;
  /**
   * Orders per day of the days after one and until another over those of the year around them, 1 being as many: the mean
   * of the same days of the years before, or their own where there is none.
   */
  readonly level: (after: number, until: number) => number;
  /** Float64Array (12): the level of each calendar month, January first, 1 being their mean. */
  readonly byMonth: () => Float64Array;
}

const daysPerYear = 365;

/**
 * The season as known at the end of a day. Orders are counted, not money: a few large ones say nothing of a season.
 * A year in which a shop opens, or in which all its customers came, tells none.
 */
export function seasonAt(days: ShopDays, day: number): Season {
  const { orders } = days;
  const from = days.from + (growsFromNothing(days, day) ? daysPerYear : 0);
  const years = Math.max(0, day - from + 1) / daysPerYear;
  const isKnown = years >= 1;
  const perDay = (after: number, until: number) =>
    sumWithin(orders, days.from, after, until) / (until - after);
  const levelThen = (after: number, until: number) => {
    const start = Math.max(from - 1, Math.min(middle(after, until), day - daysPerYear));
    const year = perDay(start, start + daysPerYear);
    return year > 0 ? perDay(after, until) / year : 1;
  };
  return {
    years,
    isKnown,
    level: (after, until) => {
      // A year and more is its own measure.
      if (!isKnown || until - after >= daysPerYear) return 1;
      const back = yearsBack(after, until, from, day);
      const levels = back.map((n) => levelThen(after - n * daysPerYear, until - n * daysPerYear));
      return levels.length === 0 ? 1 : levels.reduce((sum, level) => sum + level, 0) / levels.length;
    },
    byMonth: () => (isKnown ? meanByMonth(levelThen, day, Math.floor(years)) : new Float64Array(12).fill(1)),
  };
}

/** Where the year begins that has a stretch in its middle. */
const middle = (after: number, until: number) =>
  Math.round((after + until) / 2) - Math.floor(daysPerYear / 2);

/** The years back in which a stretch is known: its own where no earlier one is. */
function yearsBack(after: number, until: number, from: number, day: number): number[] {
  const first = Math.max(1, Math.ceil((until - day) / daysPerYear));
  const last = Math.floor((after - from + 1) / daysPerYear);
  if (last >= first) return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return until <= day && after >= from - 1 ? [0] : [];
}

/** Customers of an open shop whose first order is missing show up in so many days. */
const showUpDays = 56;
/** In them so many times as many come for the first time as a year later. Measured: 1.9 and more. */
const leastShowingUp = 1.4;
/** Where a smaller share of the orders of so many days are first ones, nobody new comes any more. */
const newcomers = { days: 91, leastShare: 0.01 };

/**
 * Whether the first year is one of growing from nothing: the file of a shop that was there before begins with customers
 * who only seem to be new, and new ones keep coming.
 */
function growsFromNothing({ from, firstOrders, orders }: ShopDays, day: number): boolean {
  const start = from - 1;
  const yearEnd = start + daysPerYear;
  if (day < yearEnd) return false;
  const showUp = sumWithin(firstOrders, from, start, start + showUpDays);
  const later = sumWithin(firstOrders, from, yearEnd - showUpDays, yearEnd);
  const recent = (sums: Float64Array) => sumWithin(sums, from, day - newcomers.days, day);
  const isCohort = recent(firstOrders) < newcomers.leastShare * recent(orders);
  return isCohort || showUp < leastShowingUp * later;
}

function meanByMonth(
  levelThen: (after: number, until: number) => number,
  day: number,
  years: number,
): Float64Array {
  const [sums, counts] = [new Float64Array(12), new Float64Array(12)];
  for (let at = day - years * daysPerYear + 1; at <= day; at++) {
    sums[calendarMonth(at)]! += levelThen(at - 1, at);
    counts[calendarMonth(at)]!++;
  }
  const raw = sums.map((sum, month) => sum / counts[month]!);
  const mean = raw.reduce((sum, value) => sum + value, 0) / 12;
  return mean > 0 ? raw.map((value) => value / mean) : raw.fill(1);
}
