import type { LeaderboardRow } from './cluster/leaderboard-row.js';
import type { SegmentationRules } from './rules.js';
import { UserError } from './user-error.js';

/** Why a candidate was chosen or not. */
export type Verdict =
  | 'chosen'
  | 'overridden'
  | 'segmentTooLarge'
  | 'segmentTooSmall'
  | 'lowerSilhouette'
  | 'tieToFewerSegments';

export interface JudgedRow extends LeaderboardRow {
  readonly verdict: Verdict;
  /** The verdict in a few words. */
  readonly reason: string;
}

/** A size guard that had to be given up because no candidate passed it. */
export type Relaxed = 'smallestShare' | 'largestShare';

export interface Choice {
  readonly winner: LeaderboardRow;
  /** Every candidate, in the order given. */
  readonly leaderboard: readonly JudgedRow[];
  readonly relaxed: readonly Relaxed[];
}

/** Silhouettes this close differ by rounding only. */
const tie = 1e-9;

/**
 * Chooses a segmentation: among the candidates that the rules' override leaves, those within the size
 * guards; of these the highest silhouette in the scaled features; of equals the fewest segments, then
 * the first in the order given. Where no candidate is within the guards, the guard against small segments
 * is given up first (a handful of giants is still a segment one can act on), then that against large ones.
 * @throws UserError `NoSuchSegmentation` if the override leaves no candidate
 */
export function chooseSegmentation(rows: readonly LeaderboardRow[], rules: SegmentationRules): Choice {
  const wanted = rows.filter((row) => isWanted(row, rules));
  if (wanted.length === 0) throw noSuchSegmentation(rows, rules);
  const relaxed = relaxGuards(wanted, rules);
  const winner = wanted.filter((row) => !brokenGuard(row, rules, relaxed)).reduce(better);
  const leaderboard = rows.map((row) => judge(row, winner, rules, relaxed));
  return { winner, leaderboard, relaxed };
}

function isWanted({ space, model, k }: LeaderboardRow, { choose }: SegmentationRules): boolean {
  const matches = (wanted: unknown, actual: unknown) => wanted === null || wanted === actual;
  return matches(choose.space, space) && matches(choose.model, model) && matches(choose.k, k);
}

/** The guard a candidate breaks, a large segment before a small one, or null. */
function brokenGuard(
  row: LeaderboardRow,
  { smallestShare, largestShare }: SegmentationRules,
  relaxed: readonly Relaxed[],
): 'segmentTooLarge' | 'segmentTooSmall' | null {
  if (row.largestShare > largestShare && !relaxed.includes('largestShare')) return 'segmentTooLarge';
  if (row.smallestShare < smallestShare && !relaxed.includes('smallestShare')) return 'segmentTooSmall';
  return null;
}

function relaxGuards(rows: readonly LeaderboardRow[], rules: SegmentationRules): Relaxed[] {
  const steps: Relaxed[][] = [[], ['smallestShare'], ['smallestShare', 'largestShare']];
  return steps.find((relaxed) => rows.some((row) => !brokenGuard(row, rules, relaxed)))!;
}

function better(a: LeaderboardRow, b: LeaderboardRow): LeaderboardRow {
  const difference = b.silhouetteScaled - a.silhouetteScaled;
  if (Math.abs(difference) > tie) return difference > 0 ? b : a;
  return b.k < a.k ? b : a;
}

function judge(
  row: LeaderboardRow,
  winner: LeaderboardRow,
  rules: SegmentationRules,
  relaxed: readonly Relaxed[],
): JudgedRow {
  const verdict = verdictOn(row, winner, rules, relaxed);
  return { ...row, verdict, reason: reasons[verdict](row, winner, rules) };
}

function verdictOn(
  row: LeaderboardRow,
  winner: LeaderboardRow,
  rules: SegmentationRules,
  relaxed: readonly Relaxed[],
): Verdict {
  if (row === winner) return 'chosen';
  if (!isWanted(row, rules)) return 'overridden';
  const broken = brokenGuard(row, rules, relaxed);
  if (broken) return broken;
  return winner.silhouetteScaled - row.silhouetteScaled > tie ? 'lowerSilhouette' : 'tieToFewerSegments';
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const reasons: Record<
  Verdict,
  (row: LeaderboardRow, winner: LeaderboardRow, rules: SegmentationRules) => string
> = {
  chosen: ({ silhouetteScaled }) =>
    `highest silhouette in the scaled features, ${silhouetteScaled.toFixed(3)}`,
  overridden: () => 'the rules choose another space, model or k',
  segmentTooLarge: (row, _, rules) =>
    `a segment holds ${percent(row.largestShare)} of the customers, above ${percent(rules.largestShare)}`,
  segmentTooSmall: (row, _, rules) =>
    `a segment holds ${percent(row.smallestShare)} of the customers, below ${percent(rules.smallestShare)}`,
  lowerSilhouette: (row, winner) =>
    `silhouette in the scaled features ${row.silhouetteScaled.toFixed(3)}, below ${winner.silhouetteScaled.toFixed(3)}`,
  tieToFewerSegments: () => 'as good as the winner, which has fewer segments or comes first',
};

function noSuchSegmentation(rows: readonly LeaderboardRow[], { choose }: SegmentationRules): UserError {
  const wanted = Object.entries(choose).flatMap(([name, value]) =>
    value === null ? [] : `${name} ${value}`,
  );
  const ks = rows.map(({ k }) => k);
  return new UserError('NoSuchSegmentation', `no candidate has ${wanted.join(', ')}`, {
    remedy: `Change segmentation.choose in the rules; k was tried from ${Math.min(...ks)} to ${Math.max(...ks)}.`,
  });
}
