import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { goneAfter, latenessOf } from './lateness.js';
import { richestFirst } from './seat-members.js';

/** Where those sit who are gone by the shop's rhythm. */
export interface SeatedGone {
  /** Int32Array (nCustomers): noise -1. */
  readonly labels: Int32Array;
  /** Days since the last order after which a customer is gone; null where nobody came back. */
  readonly goneAfterDays: number | null;
  /** For each label, the one that its gone customers have. */
  readonly goneLabelOf: readonly number[];
}

export interface SeatGoneBy {
  /** Float64Array (nCustomers) */
  readonly revenue: Float64Array;
  readonly recencyDays: Float64Array;
  /** Days between the orders of the middle customer who came back; NaN where nobody did. */
  readonly usualGapDays: number;
}

/**
 * Nobody who is gone sits among those who are active or due: a few do, as far as their money and orders outweigh their
 * silence. They join the group that is late or gone and nearest by mean revenue, the poorer one first; where there is
 * none, they stay.
 * @param labels Int32Array (nCustomers), groups from 0, noise -1
 * @param membersLabel of those who are where a rule has put them; null where there are none
 */
export function seatGone(
  labels: Int32Array,
  membersLabel: number | null,
  { revenue, recencyDays, usualGapDays }: SeatGoneBy,
): SeatedGone {
  const nLabels = 1 + labels.reduce((most, label) => Math.max(most, label), -1);
  const own = Array.from({ length: nLabels }, (_, label) => label);
  if (Number.isNaN(usualGapDays)) return { labels, goneAfterDays: null, goneLabelOf: own };
  const isStale = own.map((label) => {
    const away = recencyDays.filter((_, i) => labels[i] === label).sort();
    return (
      away.length > 0 && label !== membersLabel && latenessOf(quantileOfSorted(away, 0.5), usualGapDays) > 1
    );
  });
  const byRevenue = richestFirst(labels, revenue, nLabels);
  const goneLabelOf = own.map((label) => {
    if (label === membersLabel || isStale[label]) return label;
    const at = byRevenue.indexOf(label);
    const stale = (other: number) => isStale[other]!;
    return byRevenue.slice(at).find(stale) ?? byRevenue.slice(0, at).findLast(stale) ?? label;
  });
  const goneAfterDays = goneAfter(usualGapDays);
  return {
    labels: labels.map((label, i) =>
      label >= 0 && recencyDays[i]! > goneAfterDays ? goneLabelOf[label]! : label,
    ),
    goneAfterDays,
    goneLabelOf,
  };
}
