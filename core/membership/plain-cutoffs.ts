import type { Unit } from '../features/features.js';

const range = (count: number, numberOf: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => numberOf(i));

/** Two digits, none further from the next than a tenth: 10, 11 … 20, 22 … 50, 55 … 95. */
const twoDigits = [
  ...range(10, (i) => 10 + i),
  ...range(15, (i) => 20 + 2 * i),
  ...range(10, (i) => 50 + 5 * i),
];

/** Whole numbers as people say them, up to 95: 1, 2 … 20, 25, 30 …; days in fives from a fortnight on. */
const smallCounts = [...range(20, (i) => i + 1), ...range(15, (i) => 25 + 5 * i)];
const smallDays = [...range(14, (i) => i + 1), ...range(17, (i) => 15 + 5 * i)];

/** Nobody draws a line so many powers of ten below the largest value. */
const decades = 6;

/**
 * Cut-offs that read well, ascending: 8 orders, 60 days, 1,500 in money.
 * @param least of the values and `most`: every cut-off parts them, so it is above the least and at most the most
 */
export function plainCutoffs(unit: Unit, least: number, most: number): Float64Array {
  const numbers = isWhole(unit)
    ? [...(unit === 'days' ? smallDays : smallCounts), ...twoDigitNumbers(100, most)]
    : twoDigitNumbers(least, most);
  return Float64Array.from(numbers.filter((value) => value > least && value <= most));
}

const isWhole = (unit: Unit) => unit === 'count' || unit === 'days' || unit === 'category';

/** Numbers of two digits, in every power of ten from the least value's to the largest's, rising. */
function twoDigitNumbers(least: number, most: number): number[] {
  if (!(most > 0)) return [];
  const last = Math.floor(Math.log10(most));
  const first = Math.max(last - decades, least > 0 ? Math.floor(Math.log10(least)) : last - decades);
  const powers = range(Math.max(0, last - first + 1), (i) => first + i - 1);
  // Divided, because 29 / 10 is 2.9 and 29 * 0.1 is not.
  return powers.flatMap((power) =>
    twoDigits.map((digits) => (power < 0 ? digits / 10 ** -power : digits * 10 ** power)),
  );
}

/** The largest cut-off that reads well and is at most the value; undefined where there is none. */
export const plainAtMost = (unit: Unit, value: number): number | undefined =>
  plainCutoffs(unit, value / 10, value).at(-1);

/** The smallest cut-off that reads well and is above the value, which is at least 0. */
export const plainAbove = (unit: Unit, value: number): number =>
  plainCutoffs(unit, value, Math.max(1, 10 * value))[0]!;
