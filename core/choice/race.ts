import type { Candidate } from './candidate.js';
import type { Recovery } from './recovery.js';
import { scoreOf, tie } from './score.js';
import { preferred, type UseOf } from './use.js';

/** Finds a candidate's segments once more, in the resample of that number, counted from 0. */
export type Resample = (row: Candidate, index: number) => Recovery;

/** A candidate, and how it did in the resamples that it was put through. */
export interface Runner {
  readonly row: Candidate;
  /** Its place in the order given, from 0. */
  readonly order: number;
  readonly recoveries: Recovery[];
  /** Mean adjusted Rand index so far; null before the first resample. */
  stability: number | null;
  /** The highest score that it can still have; its score once it is through all resamples. */
  hope: number;
}

export interface Race {
  /** One per candidate, in the order given. */
  readonly runners: readonly Runner[];
  /** Through all resamples. */
  readonly winner: Runner;
  /** The highest score. */
  readonly best: number;
}

/**
 * Puts candidates through resamples until it is certain who wins: the best score, and of those that tie with it the
 * one that is preferred by its use, then the fewest segments, then the first. A candidate goes on only while it could still change that by coming back
 * whole in every resample left; in each turn the one with the most hope goes on. So the winner is the one that all
 * resamples of all candidates would have found, for a fraction of the work.
 * @param rows at least one
 * @param nResamples at least 1
 * @param useOf asked only of candidates that may tie
 */
export function race(
  rows: readonly Candidate[],
  nResamples: number,
  resample: Resample,
  useOf: UseOf = () => null,
): Race {
  const runners = rows.map(
    (row, order): Runner => ({
      ...{ row, order, recoveries: [], stability: null },
      hope: scoreOf(row.silhouetteScaled, 1),
    }),
  );
  for (;;) {
    const through = runners.filter(({ recoveries }) => recoveries.length === nResamples);
    const best = Math.max(...through.map(({ hope }) => hope));
    const tied = through.filter(({ hope }) => hope >= best - tie);
    const leader = preferred(tied, useOf);
    const canChange = (runner: Runner) =>
      runner.hope > best || (runner.hope >= best - tie && preferred([...tied, runner], useOf) !== leader);
    const next = runners
      .filter((runner) => !through.includes(runner) && canChange(runner))
      .sort((a, b) => b.hope - a.hope || a.order - b.order)[0];
    if (!next) return { runners, winner: leader!, best };
    advance(next, nResamples, resample);
  }
}

function advance(runner: Runner, nResamples: number, resample: Resample): void {
  const { row, recoveries } = runner;
  recoveries.push(resample(row, recoveries.length));
  const found = recoveries.reduce((sum, { adjustedRandIndex }) => sum + adjustedRandIndex, 0);
  runner.stability = found / recoveries.length;
  // The most there can be: it comes back whole in every resample that is left.
  runner.hope = scoreOf(row.silhouetteScaled, (found + nResamples - recoveries.length) / nResamples);
}
