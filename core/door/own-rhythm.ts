import { addDays } from '../dates/add-days.js';
import { countInWords, dateInWords } from '../words/figures.js';

/** A customer's own time between orders, and where they stand in it. */
export interface OwnRhythm {
  /** Mean gap between days with an order, in days. */
  readonly gapDays: number;
  /** ISO date: the day on which the next order would keep to it. */
  readonly dueOn: string;
  /** Days since then; 0 where the day is still to come. */
  readonly lateDays: number;
}

/**
 * A customer's own rhythm; null where they ordered on one day only, and have none yet.
 * @param gapDays mean gap between days with an order; NaN where there is none
 * @param asOf ISO date: the day that recency is counted from
 */
export function ownRhythmOf(gapDays: number, recencyDays: number, asOf: string): OwnRhythm | null {
  if (Number.isNaN(gapDays)) return null;
  const away = Math.round(gapDays) - Math.round(recencyDays);
  return { gapDays, dueOn: addDays(asOf, away), lateDays: Math.max(0, -away) };
}

/** The rhythm as a sentence; nothing where there is none. */
export function describeOwnRhythm(own: OwnRhythm | null): string {
  if (own === null) return '';
  const { gapDays, dueOn, lateDays } = own;
  const usual = Math.round(gapDays);
  const every = usual === 1 ? 'every day' : `every ${countInWords(usual, 'day')}`;
  const late =
    lateDays === 0
      ? `the next is due by ${dateInWords(dueOn)}`
      : `late by ${countInWords(lateDays, 'day')} against that`;
  return `Usually orders ${every}: ${late}.`;
}
