import { meetsRule, type Rule } from '../membership/rule.js';
import { columnsOf, drawRule } from './draw-rule.js';
import { type OrderHistory, type Standing, standingAt, usualGap } from './order-history.js';
import { type PastOptions, pastTerms, sizeOf } from './past-elections.js';

export interface ElectedThen {
  readonly standing: Standing;
  /** Who comes in. */
  readonly rule: Rule;
  /** Uint8Array (n), 1 for the elected. */
  readonly isMember: Uint8Array;
}

/**
 * Who would have been elected on a day of the past, by nothing but what was known then; undefined where nobody would.
 * @param day days since 1970-01-01
 */
export function electOn(history: OrderHistory, day: number, options: PastOptions): ElectedThen | undefined {
  const gapDays = usualGap(history, day);
  if (gapDays === undefined) return undefined;
  const standing = standingAt(history, day);
  const terms = pastTerms(history, day, options);
  const rule = drawRule(standing, { ...terms, gapDays }, sizeOf(standing.customers.length, options.share));
  if (!rule) return undefined;
  const columns = columnsOf(standing);
  const isMember = Uint8Array.from(standing.customers, (_, i) => Number(meetsRule(rule.enter, columns, i)));
  return isMember.includes(1) && isMember.includes(0) ? { standing, isMember, rule: rule.enter } : undefined;
}
