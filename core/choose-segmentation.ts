import type { LeaderboardRow } from './cluster/leaderboard-row.js';
import type { InsidersRules, SegmentationRules } from './rules.js';
import { UserError } from './user-error.js';

/** A candidate, once it is known what its segments are worth. */
export interface Candidate extends LeaderboardRow {
  /** Share of the customers in the segment with the highest mean revenue, 0..1: they would be the Insiders. */
  readonly topShare: number;
}

/** What a segmentation has to keep to. */
export type ChoiceRules = SegmentationRules & { readonly insiders: InsidersRules };

/** Why a candidate was chosen or not. */
export type Verdict =
  | 'chosen'
  | 'overridden'
  | 'segmentTooLarge'
  | 'segmentTooSmall'
  | 'tooManyInsiders'
  | 'lowerSilhouette'
  | 'tieToFewerSegments';

export interface JudgedRow extends Candidate {
  readonly verdict: Verdict;
  /** The verdict in a few words. */
  readonly reason: string;
}

/** A size guard that had to be given up because no candidate passed it. */
export type Relaxed = 'smallestShare' | 'topShare' | 'largestShare';

export interface Choice {
  readonly winner: Candidate;
  /** Every candidate, in the order given. */
  readonly leaderboard: readonly JudgedRow[];
  readonly relaxed: readonly Relaxed[];
}

/** Every relaxation in the order in which it is tried. */
const relaxations: readonly (readonly Relaxed[])[] = [
  [],
  ['smallestShare'],
  ['smallestShare', 'topShare'],
  ['smallestShare', 'topShare', 'largestShare'],
];

/** Silhouettes this close differ by rounding only. */
const tie = 1e-9;

/**
 * Chooses a segmentation: among the candidates that the rules' override leaves, those within the size
 * guards, among them that the best segment is small enough to be the Insiders; of these the highest
 * silhouette in the scaled features; of equals the fewest segments, then the first in the order given.
 * Where no candidate is within the guards, the guard against small segments is given up first (a handful
 * of giants is still a segment one can act on), then that on the Insiders, then that against large ones.
 * @throws UserError `NoSuchSegmentation` if the override leaves no candidate
 */
export function chooseSegmentation(rows: readonly Candidate[], rules: ChoiceRules): Choice {
  const wanted = rows.filter((row) => isWanted(row, rules));
  if (wanted.length === 0) throw noSuchSegmentation(rows, rules);
  const relaxed = relaxGuards(wanted, rules);
  const winner = wanted.filter((row) => !brokenGuard(row, rules, relaxed)).reduce(better);
  const leaderboard = rows.map((row) => judge(row, winner, rules, relaxed));
  return { winner, leaderboard, relaxed };
}

function isWanted({ space, model, k }: Candidate, { choose }: SegmentationRules): boolean {
  const matches = (wanted: unknown, actual: unknown) => wanted === null || wanted === actual;
  return matches(choose.space, space) && matches(choose.model, model) && matches(choose.k, k);
}

/** The guard a candidate breaks, the one that is given up last first, or null. */
function brokenGuard(
  row: Candidate,
  { smallestShare, largestShare, insiders }: ChoiceRules,
  relaxed: readonly Relaxed[],
): 'segmentTooLarge' | 'tooManyInsiders' | 'segmentTooSmall' | null {
  if (row.largestShare > largestShare && !relaxed.includes('largestShare')) return 'segmentTooLarge';
  if (row.topShare > insiders.largestShare && !relaxed.includes('topShare')) return 'tooManyInsiders';
  if (row.smallestShare < smallestShare && !relaxed.includes('smallestShare')) return 'segmentTooSmall';
  return null;
}

const relaxGuards = (rows: readonly Candidate[], rules: ChoiceRules): readonly Relaxed[] =>
  relaxations.find((relaxed) => rows.some((row) => !brokenGuard(row, rules, relaxed)))!;

function better(a: Candidate, b: Candidate): Candidate {
  const difference = b.silhouetteScaled - a.silhouetteScaled;
  if (Math.abs(difference) > tie) return difference > 0 ? b : a;
  return b.k < a.k ? b : a;
}

function judge(
  row: Candidate,
  winner: Candidate,
  rules: ChoiceRules,
  relaxed: readonly Relaxed[],
): JudgedRow {
  const verdict = verdictOn(row, winner, rules, relaxed);
  return { ...row, verdict, reason: reasons[verdict](row, winner, rules) };
}

function verdictOn(
  row: Candidate,
  winner: Candidate,
  rules: ChoiceRules,
  relaxed: readonly Relaxed[],
): Verdict {
  if (row === winner) return 'chosen';
  if (!isWanted(row, rules)) return 'overridden';
  const broken = brokenGuard(row, rules, relaxed);
  if (broken) return broken;
  return winner.silhouetteScaled - row.silhouetteScaled > tie ? 'lowerSilhouette' : 'tieToFewerSegments';
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const reasons: Record<Verdict, (row: Candidate, winner: Candidate, rules: ChoiceRules) => string> = {
  chosen: ({ silhouetteScaled }) =>
    `highest silhouette in the scaled features, ${silhouetteScaled.toFixed(3)}`,
  overridden: () => 'the rules choose another space, model or k',
  segmentTooLarge: (row, _, rules) =>
    `a segment holds ${percent(row.largestShare)} of the customers, above ${percent(rules.largestShare)}`,
  tooManyInsiders: (row, _, { insiders }) =>
    `its best segment holds ${percent(row.topShare)} of the customers; the Insiders may be ${percent(insiders.largestShare)}`,
  segmentTooSmall: (row, _, rules) =>
    `a segment holds ${percent(row.smallestShare)} of the customers, below ${percent(rules.smallestShare)}`,
  lowerSilhouette: (row, winner) =>
    `silhouette in the scaled features ${row.silhouetteScaled.toFixed(3)}, below ${winner.silhouetteScaled.toFixed(3)}`,
  tieToFewerSegments: () => 'as good as the winner, which has fewer segments or comes first',
};

function noSuchSegmentation(rows: readonly Candidate[], { choose }: ChoiceRules): UserError {
  const wanted = Object.entries(choose).flatMap(([name, value]) =>
    value === null ? [] : `${name} ${value}`,
  );
  const ks = rows.map(({ k }) => k);
  return new UserError('NoSuchSegmentation', `no candidate has ${wanted.join(', ')}`, {
    remedy: `Change segmentation.choose in the rules; k was tried from ${Math.min(...ks)} to ${Math.max(...ks)}.`,
  });
}
