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
  | 'tooMuchNoise'
  | 'otherNumberOfSegments'
  | 'lowerSilhouette'
  | 'tieToFewerSegments';

export interface JudgedRow extends Candidate {
  readonly verdict: Verdict;
  /** The verdict in a few words. */
  readonly reason: string;
}

/** A guard that had to be given up because no candidate passed it. */
export type Relaxed = 'smallestShare' | 'topShare' | 'largestShare' | 'noiseShare' | 'k';

export interface Choice {
  readonly winner: Candidate;
  /** Every candidate, in the order given. */
  readonly leaderboard: readonly JudgedRow[];
  readonly relaxed: readonly Relaxed[];
}

interface Guard {
  readonly name: Relaxed;
  readonly verdict: Verdict;
  readonly isBroken: (row: Candidate, rules: ChoiceRules) => boolean;
}

/** In the order in which they are given up where no candidate keeps to all of them. */
const guards: readonly Guard[] = [
  {
    name: 'smallestShare',
    verdict: 'segmentTooSmall',
    isBroken: (row, rules) => row.smallestShare < rules.smallestShare,
  },
  {
    name: 'topShare',
    verdict: 'tooManyInsiders',
    isBroken: (row, { insiders }) => row.topShare > insiders.largestShare,
  },
  {
    name: 'largestShare',
    verdict: 'segmentTooLarge',
    isBroken: (row, rules) => row.largestShare > rules.largestShare,
  },
  {
    name: 'noiseShare',
    verdict: 'tooMuchNoise',
    isBroken: (row, rules) => row.noiseShare > rules.largestNoiseShare,
  },
  {
    // Density models find as many segments as there are, whatever was asked for.
    name: 'k',
    verdict: 'otherNumberOfSegments',
    isBroken: ({ k }, { kFrom, kTo }) => k < kFrom || k > kTo,
  },
];

/** Silhouettes this close differ by rounding only. */
const tie = 1e-9;

/**
 * Chooses a segmentation: among the candidates that the rules' override leaves, those within the size
 * guards, among them that the best segment is small enough to be the Insiders; of these the highest
 * silhouette in the scaled features; of equals the fewest segments, then the first in the order given.
 * Where no candidate is within the guards, the guard against small segments is given up first (a handful
 * of giants is still a segment one can act on), then that on the Insiders, then that against large ones,
 * then that on customers without a segment, and the number of segments last.
 * @throws UserError `NoSegmentation` if there is no candidate, `NoSuchSegmentation` if the override leaves none
 */
export function chooseSegmentation(rows: readonly Candidate[], rules: ChoiceRules): Choice {
  if (rows.length === 0) throw noSegmentation();
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

/** The guard a candidate breaks, the one that is given up last first. */
const brokenGuard = (row: Candidate, rules: ChoiceRules, relaxed: readonly Relaxed[]): Guard | undefined =>
  guards.findLast(({ name, isBroken }) => !relaxed.includes(name) && isBroken(row, rules));

function relaxGuards(rows: readonly Candidate[], rules: ChoiceRules): readonly Relaxed[] {
  const names = guards.map(({ name }) => name);
  const counts = Array.from({ length: names.length + 1 }, (_, count) => count);
  const least = counts.find((count) => rows.some((row) => !brokenGuard(row, rules, names.slice(0, count))));
  return names.slice(0, least);
}

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
  if (broken) return broken.verdict;
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
  tooMuchNoise: (row, _, rules) =>
    `${percent(row.noiseShare)} of the customers are in no segment, above ${percent(rules.largestNoiseShare)}`,
  otherNumberOfSegments: ({ k }, _, { kFrom, kTo }) =>
    `it has ${k} segments; the rules ask for ${kFrom} to ${kTo}`,
  lowerSilhouette: (row, winner) =>
    `silhouette in the scaled features ${row.silhouetteScaled.toFixed(3)}, below ${winner.silhouetteScaled.toFixed(3)}`,
  tieToFewerSegments: () => 'as good as the winner, which has fewer segments or comes first',
};

const noSegmentation = () =>
  new UserError('NoSegmentation', 'no model found two or more segments', {
    remedy: 'Add kmeans to segmentation.models in the rules: it finds as many segments as it is asked for.',
  });

function noSuchSegmentation(rows: readonly Candidate[], { choose }: ChoiceRules): UserError {
  const wanted = Object.entries(choose).flatMap(([name, value]) =>
    value === null ? [] : `${name} ${value}`,
  );
  const ks = rows.map(({ k }) => k);
  return new UserError('NoSuchSegmentation', `no candidate has ${wanted.join(', ')}`, {
    remedy: `Change segmentation.choose in the rules; k was tried from ${Math.min(...ks)} to ${Math.max(...ks)}.`,
  });
}
