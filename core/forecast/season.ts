import { calendarMonth } from './months.js';
import { knownAt, type OrderDays } from './order-days.js';

/** How much more is ordered in each calendar month than in the average one, by customers who have ordered before. */
export interface Season {
  /** Float64Array (12): January first; 1 is the average month. */
  readonly index: Float64Array;
  /** Years of orders it is estimated from. */
  readonly years: number;
  /** 1 where the data alone speak, 1/2 where it is drawn halfway to 1, 0 where nothing is known. */
  readonly weight: 0 | 0.5 | 1;
}

/** A month counts as if it had so many orders more, as many as expected. */
const borrowedOrders = 20;
const daysPerYear = 365;

const flat = (years: number): Season => ({ index: new Float64Array(12).fill(1), years, weight: 0 });

/**
 * The season: repeat orders that came in each month over those that the customers' number and age let expect. From two
 * years on the data alone speak; one year cannot tell a season from a trend, so it counts half; less says nothing.
 * @param from first day of the data
 * @param day last day that counts
 * @param expectation E[X(t)]: repeat orders of a customer within t days of the first
 */
export function estimateSeason(
  orders: OrderDays,
  from: number,
  day: number,
  expectation: (t: number) => number,
): Season {
  const years = (day - from + 1) / daysPerYear;
  if (years < 1) return flat(years);
  const weight = years < 2 ? 0.5 : 1;
  const { actual, expected } = ordersByMonth(orders, from, day, expectation);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  if (sum(actual) === 0) return flat(years);
  const scale = sum(actual) / sum(expected);
  const raw = actual.map(
    (count, month) => (count + borrowedOrders) / (scale * expected[month]! + borrowedOrders),
  );
  const mean = sum(raw) / 12;
  return { index: raw.map((value) => 1 + weight * (value / mean - 1)), years, weight };
}

/** Repeat orders that came and that were to be expected, by calendar month: Float64Array (12) each. */
function ordersByMonth(
  orders: OrderDays,
  from: number,
  day: number,
  expectation: (t: number) => number,
): { actual: Float64Array; expected: Float64Array } {
  const length = day - from + 1;
  const joined = new Float64Array(length);
  const actual = new Float64Array(12);
  const { customers } = knownAt(orders, day);
  for (const customer of customers) {
    const first = orders.starts[customer]!;
    joined[orders.days[first]! - from]!++;
    for (let at = first + 1; at < orders.starts[customer + 1]! && orders.days[at]! <= day; at++) {
      actual[calendarMonth(orders.days[at]!)]!++;
    }
  }
  const grown = Float64Array.from({ length }, (_, t) => expectation(t));
  const expected = new Float64Array(12);
  for (let d = 1; d < length; d++) {
    let sum = 0;
    for (let start = 0; start < d; start++)
      sum += joined[start]! * (grown[d - start]! - grown[d - start - 1]!);
    expected[calendarMonth(from + d)]! += sum;
  }
  return { actual, expected };
}

/** The mean index of the days after one and until another. */
export function seasonWithin({ index }: Season, after: number, until: number): number {
  let sum = 0;
  for (let day = after + 1; day <= until; day++) sum += index[calendarMonth(day)]!;
  return sum / (until - after);
}
