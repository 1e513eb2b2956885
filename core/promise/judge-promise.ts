import { daysOf } from '../forecast/months.js';
import { percent } from '../segments/describe-segment.js';
import { countInWords } from '../words/figures.js';
import { nextShare } from './next-share.js';
import type { PastElection } from './past-elections.js';
import type { Captured, PastPromise, Verdict } from './promise.js';

/** Fewer elections of the past prove nothing. */
const fewest = 2;
/** What the rule in words may lose against a plain sort by what was spent. */
const kept = 0.95;

export interface JudgedBy {
  readonly horizonDays: number;
  /** Days of orders that are known today. */
  readonly historyDays: number;
  /** Share of outcomes that an interval is to hold, 0..1. */
  readonly level: number;
}

/**
 * Judges the promise by elections of the past. It held where those elected are to be expected to bring more than as
 * many drawn by lot, the whole interval of the next period over, and brought as much as those who had spent most, but
 * for a twentieth; it did not hold where the past says the contrary of either.
 * @param elections oldest first
 */
export function judgePromise(
  elections: readonly PastElection[],
  { horizonDays, historyDays, level }: JudgedBy,
): PastPromise {
  const stepDays = daysOf(1);
  const common = { horizonDays, stepDays, level, elections };
  if (elections.length < fewest) {
    const reason = `${countInWords(historyDays, 'day')} of orders are too few to choose Insiders twice in the past and watch the ${countInWords(horizonDays, 'day')} after each.`;
    return { ...common, verdict: 'not proven', reason, mean: null, next: null };
  }
  const mean = meanOf(elections);
  const next = nextShare(elections, { stepDays, horizonDays, historyDays, level });
  const verdict = verdictOf(mean, next.low);
  return { ...common, verdict, reason: reasonOf(elections, mean, horizonDays), mean, next };
}

/** Nobody was elected, so that nothing was promised. */
export const nothingPromised = (why: string, level: number): PastPromise => ({
  verdict: 'not proven',
  reason: `Nobody was chosen. ${why}`,
  ...{ horizonDays: 0, stepDays: daysOf(1), mean: null, next: null, level, elections: [] },
});

function verdictOf({ captured, byRevenue, byChance }: Captured, low: number): Verdict {
  if (captured <= byChance || captured < kept * byRevenue) return 'did not hold';
  return low > byChance ? 'held' : 'not proven';
}

function meanOf(elections: readonly PastElection[]): Captured {
  const mean = (of: Exclude<keyof Captured, 'byModel'>, some = elections) =>
    some.reduce((sum, one) => sum + one[of], 0) / some.length;
  const modelled = elections.filter(({ byModel }) => byModel !== null);
  const byModel = {
    elections: modelled.length,
    share: modelled.reduce((sum, one) => sum + one.byModel!, 0) / modelled.length,
    captured: mean('captured', modelled),
  };
  return {
    captured: mean('captured'),
    byRevenue: mean('byRevenue'),
    byLastYear: mean('byLastYear'),
    byModel: modelled.length === 0 ? null : byModel,
    byChance: mean('byChance'),
    bestPossible: mean('bestPossible'),
  };
}

function reasonOf(elections: readonly PastElection[], mean: Captured, horizonDays: number): string {
  const { captured, byRevenue, byLastYear, byModel, byChance, bestPossible } = mean;
  const model =
    byModel === null
      ? ''
      : ` On the ${countInWords(byModel.elections, 'day')} on which a purchase model fitted, its pick brought ${percent(byModel.share)} and those chosen ${percent(byModel.captured)}.`;
  return (
    `Those chosen on ${countInWords(elections.length, 'day')} in the past brought in ${percent(captured)} of what customers known by then spent over the next ${countInWords(horizonDays, 'day')}; ` +
    `as many top spenders brought in ${percent(byRevenue)}, as many top spenders of the last year ${percent(byLastYear)}, and as many customers picked at random ${percent(byChance)}; the best possible was ${percent(bestPossible)}.${model}`
  );
}
