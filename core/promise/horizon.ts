import { daysOf } from '../forecast/months.js';

/** Elections of the past that there have to be, a month apart, for a horizon to be chosen. */
const fewestElections = 3;

/**
 * Days that are looked ahead: the shortest of the months that hold a usual gap and leave room for elections, else the longest that do.
 * @param historyDays days of orders that are known
 * @param gapDays the shop's usual gap between orders
 */
export function horizonOf(historyDays: number, gapDays: number, months: readonly number[]): number {
  const room = (days: number) => 3 * days + (fewestElections - 1) * daysOf(1);
  const fitting = months.map(daysOf).filter((days) => room(days) <= historyDays);
  fitting.sort((a, b) => a - b);
  return (
    fitting.find((days) => days >= gapDays) ?? fitting.at(-1) ?? Math.max(1, Math.floor(historyDays / 3))
  );
}
