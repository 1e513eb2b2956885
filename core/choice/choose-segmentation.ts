import { UserError } from '../errors/user-error.js';
import { type Candidate, type ChoiceRules, isWanted } from './candidate.js';
import { brokenGuard, type Relaxed, relaxGuards } from './guards.js';
import { type Race, type Resample, type Runner, race } from './race.js';
import type { UseOf } from './use.js';
import { type Verdict, verdictOnOutsider, verdictOnRunner } from './verdict.js';

/** A candidate with its part in the choice. */
export interface JudgedRow extends Candidate, Verdict {
  /** Mean adjusted Rand index of the resamples that it was put through; null where it was put through none. */
  readonly stability: number | null;
  /** How many those are. It took as many as it needs to know that others are better. */
  readonly resamples: number;
  /** What was compared; null where not all resamples were needed. */
  readonly score: number | null;
  /** Share of what customers went on to spend that such segments told apart; null where it was not asked or known. */
  readonly use: number | null;
}

export interface Choice {
  readonly winner: JudgedRow;
  /** Mean Jaccard overlap of each of the winner's segments, by label, with what the resamples found, 0..1. */
  readonly overlaps: readonly number[];
  /** Every candidate, in the order given. */
  readonly leaderboard: readonly JudgedRow[];
  readonly relaxed: readonly Relaxed[];
}

/**
 * Chooses a segmentation: among the candidates that the rules' override leaves, those within the guards on the
 * sizes of segments, that the best segment is small enough to be the Insiders among them; of these the highest
 * score, which is the silhouette in the scaled features times the stability; of scores that tie the one whose
 * segments told most apart of what customers went on to spend; of these the fewest segments, then the first given. Where no candidate is within the guards, some are given up.
 * @param resample finds a candidate's segments in a resample
 * @param useOf asked of candidates that may tie
 * @throws UserError `NoSegmentation` if there is no candidate, `NoSuchSegmentation` if the override leaves none
 * @see race for who is resampled, relaxGuards for which guards are given up first
 */
export function chooseSegmentation(
  rows: readonly Candidate[],
  rules: ChoiceRules,
  resample: Resample,
  useOf: UseOf = () => null,
): Choice {
  const uses = new Map<Candidate, number | null>();
  const knownUse: UseOf = (row) => {
    if (!uses.has(row)) uses.set(row, useOf(row));
    return uses.get(row)!;
  };
  if (rows.length === 0) throw noSegmentation();
  const wanted = rows.filter((row) => isWanted(row, rules));
  if (wanted.length === 0) throw noSuchSegmentation(rows, rules);
  const relaxed = relaxGuards(wanted, rules);
  const within = wanted.filter((row) => !brokenGuard(row, rules, relaxed));
  const result = race(within, rules.resamples, resample, knownUse);
  const judged = rows.map((row) => judge(row, { result, uses }, rules, relaxed));
  return {
    winner: judged.find(({ verdict }) => verdict === 'chosen')!,
    overlaps: meanOverlaps(result.winner),
    leaderboard: judged,
    relaxed,
  };
}

function meanOverlaps({ recoveries }: Runner): number[] {
  const sums = new Float64Array(recoveries[0]!.overlaps.length);
  for (const { overlaps } of recoveries)
    overlaps.forEach((overlap, label) => {
      sums[label]! += overlap;
    });
  return Array.from(sums, (sum) => sum / recoveries.length);
}

interface JudgedBy {
  readonly result: Race;
  readonly uses: ReadonlyMap<Candidate, number | null>;
}

function judge(
  row: Candidate,
  { result, uses }: JudgedBy,
  rules: ChoiceRules,
  relaxed: readonly Relaxed[],
): JudgedRow {
  const use = uses.get(row) ?? null;
  const runner = result.runners.find((other) => other.row === row);
  if (!runner) {
    const unmeasured = { stability: null, resamples: 0, score: null, use };
    return { ...row, ...unmeasured, ...verdictOnOutsider(row, rules, relaxed) };
  }
  const { recoveries, stability, hope } = runner;
  const score = recoveries.length === rules.resamples ? hope : null;
  const measured = { stability, resamples: recoveries.length, score, use };
  return { ...row, ...measured, ...verdictOnRunner(runner, result, rules.resamples, uses) };
}

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
