import { ranksOf } from '../statistics/ranks-of.js';
import type { Candidate } from './candidate.js';

/**
 * How much of what customers go on to spend a candidate's kind of segments tells apart, out of time; null where it
 * cannot be known.
 * @see explainedShare
 */
export type UseOf = (row: Candidate) => number | null;

/** Shares of what is told apart that are this close are equal: on half a shop they differ by as much (retail). */
export const equalUse = 0.02;

/**
 * Of candidates that tie the one to take: of those that tell as much apart as the most useful one, the fewest segments,
 * then the first. Whose use is not known tells nothing.
 */
export function preferred<T extends { readonly row: Candidate; readonly order: number }>(
  tied: readonly T[],
  useOf: UseOf,
): T | undefined {
  if (tied.length < 2) return tied[0];
  const uses = tied.map(({ row }) => useOf(row) ?? 0);
  const most = Math.max(...uses);
  return tied
    .filter((_, i) => uses[i]! >= most - equalUse)
    .sort((a, b) => a.row.k - b.row.k || a.order - b.order)[0];
}

/**
 * Share of the differences between customers in what they went on to spend that lies between groups, by ranks, so that
 * a few large customers decide nothing: at most 1; 0 and below where groups tell no more than groups by lot.
 * @param labels Int32Array (n), groups from 0; whoever has none (-1) is one more group
 * @param money Float64Array (n): what each spent afterwards
 * @see Kelley 1935, An unbiased correlation ratio measure (epsilon squared); Kruskal and Wallis 1952 for the ranks
 */
export function explainedShare(labels: Int32Array, money: Float64Array): number {
  const n = money.length;
  const ranks = ranksOf(money);
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / n;
  const groups = new Map<number, { count: number; sum: number }>();
  let total = 0;
  ranks.forEach((rank, i) => {
    const group = groups.get(labels[i]!) ?? { count: 0, sum: 0 };
    groups.set(labels[i]!, { count: group.count + 1, sum: group.sum + rank });
    total += (rank - mean) ** 2;
  });
  if (total === 0 || n <= groups.size) return 0;
  const between = [...groups.values()].reduce(
    (sum, one) => sum + one.count * (one.sum / one.count - mean) ** 2,
    0,
  );
  return 1 - ((1 - between / total) * (n - 1)) / (n - groups.size);
}
