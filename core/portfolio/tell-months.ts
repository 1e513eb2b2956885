import { percent } from '../segments/describe-segment.js';
import { monthInWords, stretchInWords } from './months-in-words.js';
import { type MonthOfSegment, yearBefore } from './sold-months.js';

/** The newest whole months are told of together: one alone is weather. */
const toldMonths = 3;

/**
 * What the months say, in a sentence without its full stop: how the newest whole months compare with the year before
 * where the data reach that far, and what today's Insiders brought of them.
 * @param insidersId the segment of the Insiders; `nobodyId` where there is none
 * @returns null where fewer than two months are whole
 */
export function tellMonths(rows: readonly MonthOfSegment[], insidersId: number): string | null {
  const totals = totalsOf(rows);
  const whole = [...totals.keys()];
  const told = whole.slice(-toldMonths);
  if (whole.length < 2) return null;
  const sum = (months: readonly string[]) =>
    months.reduce((money, month) => money + (totals.get(month) ?? 0), 0);
  const revenue = sum(told);
  const when = stretchInWords(told[0]!, told.at(-1)!);
  const before = told.map(yearBefore);
  const insiders = rows
    .filter(({ month, segmentId }) => segmentId === insidersId && told.includes(month))
    .reduce((money, row) => money + row.revenue, 0);
  const theirs = insiders > 0 ? `today’s Insiders brought ${percent(insiders / revenue)} of it` : undefined;
  if (before.every((month) => totals.has(month)) && sum(before) > 0) {
    const compared = `Revenue of ${when} was ${comparedInWords(revenue / sum(before) - 1)} the year before`;
    return theirs ? `${compared}; ${theirs}` : compared;
  }
  const best = whole.reduce((most, month) => (totals.get(month)! > totals.get(most)! ? month : most));
  const strongest = `${monthInWords(best)} was the strongest month`;
  return theirs
    ? `${strongest}; of revenue in ${when}, today’s Insiders brought ${percent(insiders / revenue)}`
    : strongest;
}

/** Money of all segments by whole month, the earliest first. */
function totalsOf(rows: readonly MonthOfSegment[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { month, revenue, isWhole } of rows) {
    if (isWhole) totals.set(month, (totals.get(month) ?? 0) + revenue);
  }
  return totals;
}

function comparedInWords(change: number): string {
  if (Math.abs(change) < 0.005) return 'level with';
  return `${percent(Math.abs(change))} ${change > 0 ? 'above' : 'below'}`;
}
