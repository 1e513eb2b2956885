import type { FeatureColumns } from '../segments/profile-segments.js';
import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { membersSorted } from './members-sorted.js';
import { plainAbove } from './plain-cutoffs.js';
import type { Condition } from './rule.js';

/** Share of the members who have ordered as lately as the bound asks. */
const share = 0.975;

/**
 * How lately one has to have ordered to come in: as 97.5 % of the members have. Every way in asks for it, because
 * orders and money only grow: time away is what ends a membership.
 * @param rows Int32Array with at least one member
 */
export function latelyEnough(columns: FeatureColumns, isMember: Uint8Array, rows: Int32Array): Condition {
  const days = membersSorted(columns, 'recency_days', isMember, rows);
  return {
    feature: 'recency_days',
    bound: 'below',
    cutoff: plainAbove('days', quantileOfSorted(days, share)),
  };
}
