import { lastGaps } from '../promise/draw-rule.js';

/** A customer who came on after so many usual gaps of the shop is on time, due, late; after more, gone. */
export const latenessGaps = [1, 2, lastGaps] as const;

/** 0 on time, 1 due, 2 late, 3 gone: a customer's or a group's days since the last order, by the shop's usual gap. */
export const latenessOf = (recencyDays: number, usualGapDays: number): number =>
  latenessGaps.filter((gaps) => recencyDays > gaps * Math.max(1, usualGapDays)).length;

/** The days since the last order after which whoever has not come again is gone. */
export const goneAfter = (usualGapDays: number): number => lastGaps * Math.max(1, usualGapDays);
