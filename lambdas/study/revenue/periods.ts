import { addDays } from '../../../core/dates/add-days.js';
import { countDays } from '../../../core/dates/count-days.js';

/** What is compared: with the stretch just before, with the same a year ago, with the run before. */
export type ComparisonName = 'before' | 'year' | 'run';

/** Days of a stretch of orders, both inclusive; ISO dates. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

export interface Comparison {
  readonly name: ComparisonName;
  readonly before: Stretch;
  readonly now: Stretch;
}

/** Whole weeks, so that every stretch has as many Saturdays: a quarter, or a month where the orders cover no two quarters. */
const lengths = [91, 28];
/** As many weeks as there are in a year. */
const yearDays = 364;

/** The stretches of one data set that can be compared, or why none can. @param asOf ISO date */
export function comparedStretches(from: string, asOf: string): Comparison[] | string {
  const historyDays = countDays(from, asOf);
  const days = lengths.find((one) => historyDays >= 2 * one);
  if (days === undefined) {
    return `Two stretches of ${lengths.at(-1)} days are compared; the orders cover ${historyDays} days.`;
  }
  const endingAgo = (ago: number): Stretch => ({
    from: addDays(asOf, 1 - ago - days),
    to: addDays(asOf, -ago),
  });
  const now = endingAgo(0);
  const agos = [
    { name: 'before', ago: days },
    { name: 'year', ago: yearDays },
  ] as const;
  return agos
    .filter(({ ago }) => historyDays >= ago + days)
    .map(({ name, ago }) => ({ name, before: endingAgo(ago), now }));
}
