import { type Candidate, type ChoiceRules, isWanted } from './candidate.js';
import { type Broken, brokenGuard, type Relaxed } from './guards.js';
import type { Race, Runner } from './race.js';
import { tie } from './score.js';
import { equalUse } from './use.js';

/** Why a candidate was chosen or not. */
export interface Verdict {
  readonly verdict: 'chosen' | 'overridden' | Broken | 'lowerScore' | 'tieToMoreUse' | 'tieToFewerSegments';
  /** The same in a few words. */
  readonly reason: string;
}

const figure = (value: number) => value.toFixed(3);

/** The verdict on a candidate that was kept from the race. */
export function verdictOnOutsider(row: Candidate, rules: ChoiceRules, relaxed: readonly Relaxed[]): Verdict {
  if (!isWanted(row, rules)) {
    return { verdict: 'overridden', reason: 'the rules choose another space, model or number of segments' };
  }
  const guard = brokenGuard(row, rules, relaxed)!;
  return { verdict: guard.verdict, reason: guard.reason(row, rules) };
}

/** The verdict on a candidate that was in the race. */
export function verdictOnRunner(
  runner: Runner,
  result: Race,
  nResamples: number,
  uses: ReadonlyMap<Candidate, number | null>,
): Verdict {
  const { winner, best } = result;
  const score = describeHope(runner, nResamples);
  const use = uses.get(runner.row) ?? null;
  const usesOfTied = result.runners
    .filter(({ hope }) => hope >= best - tie)
    .map(({ row }) => uses.get(row) ?? 0);
  const mostUse = Math.max(...usesOfTied);
  if (runner === winner) {
    const isBest = winner.hope === best;
    const why = use === null ? 'has' : `${tells(use)}, most of those that tie or as much with`;
    const tied = `, a tie with the highest (${figure(best)}), and ${why} fewer segments or comes first`;
    return { verdict: 'chosen', reason: `${isBest ? 'highest ' : ''}${score}${isBest ? '' : tied}` };
  }
  if (runner.hope < best - tie)
    return { verdict: 'lowerScore', reason: `${score}, below ${figure(winner.hope)}` };
  const isThrough = runner.recoveries.length === nResamples;
  const tied = `${isThrough ? 'a tie' : 'at best a tie'} with the winner`;
  if (use !== null && use < mostUse - equalUse) {
    const less = `${tells(use)}, the most useful ${percent(mostUse)}`;
    return { verdict: 'tieToMoreUse', reason: `${score}: ${tied}, ${figure(winner.hope)}, but ${less}` };
  }
  return {
    verdict: 'tieToFewerSegments',
    reason: `${score}: ${tied}, ${figure(winner.hope)}, which has fewer segments or comes first`,
  };
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
const tells = (use: number) => `its segments tell ${percent(use)} of what customers went on to spend apart`;

/** score 0.258 (silhouette 0.317 × stability 0.815) */
function describeHope({ row, recoveries, stability, hope }: Runner, nResamples: number): string {
  const silhouette = figure(row.silhouetteScaled);
  if (stability === null) return `silhouette in the scaled features ${silhouette}`;
  const factors = `silhouette ${silhouette} × stability ${figure(stability)}`;
  return recoveries.length === nResamples
    ? `score ${figure(hope)} (${factors})`
    : `score at most ${figure(hope)} (${factors} after ${recoveries.length} of ${nResamples} resamples)`;
}
