import { doorDensity } from '../discontinuity/door-density.js';
import { type Jump, measureJump } from '../discontinuity/measure-jump.js';
import { placeboDoors } from '../discontinuity/placebo-doors.js';
import { winsorise } from '../experiment/winsorise.js';
import { percent } from '../segments/describe-segment.js';
import { holm } from '../statistics/holm.js';
import { countInWords, wholeInWords } from '../words/figures.js';
import type { DoorScore } from './door-score.js';
import type { Effect, EffectCheck, EffectMethod } from './effect-findings.js';
import { type MatchedDifference, matchedDifference, type Windows } from './matched-difference.js';

/** Everybody who was known on the day of the election, in one order. */
export interface Electorate {
  /** Null where no single number says who is let in. */
  readonly score: DoorScore | null;
  /** Uint8Array (n). */
  readonly isMember: Uint8Array;
  readonly windows: Windows;
  /** Whether the orders reach back to the beginning of the earliest window. */
  readonly reachesBack: boolean;
  /** Float64Array (n). */
  readonly recencyDays: Float64Array;
  readonly orders: Float64Array;
}

/** What one way of measuring has come to. */
export interface Measured {
  /** Null where it cannot be measured at all. */
  readonly effect: Effect | null;
  readonly checks: readonly EffectCheck[];
  /** Why it is not to be trusted; null where nothing speaks against it. */
  readonly refused: string | null;
}

/** Values above this share of the customers count as the value there: one giant next to the threshold is no effect. */
export const cappedAt = 0.99;
/** Fewest customers on either side, or in pairs. */
const fewest = 30;
/** Below this a check has failed. */
const significance = 0.05;
/** Membership has to come with the threshold: the share of members may not rise by less. */
const leastRise = 0.8;
/** @see Stuart 2010, section 4: groups further apart than a tenth of a standard deviation are not alike */
const largestImbalance = 0.1;

/** The jump of what customers brought at the rule's own door, and what speaks against it. */
export function measureAtDoor({ score, isMember, windows }: Electorate, level: number): Measured {
  const method = 'jump at the threshold';
  if (!score)
    return refusedOutright(
      'No single number says who is let in, since the rule has a way in that asks for no money.',
    );
  const { rows } = score;
  const of = (values: Float64Array) =>
    winsorise(
      Float64Array.from(rows, (i) => values[i]!),
      cappedAt,
    );
  const after = of(windows.after);
  const jump = measureJump(score.score, after, level);
  if (!jump)
    return refusedOutright('Too few customers stand near the threshold, or too many with the same score.');
  const { corrected, conventional, bandwidths, nBelow, nAbove } = jump;
  const { standardError, low, high, pValue } = jump;
  const checks = [
    nearCheck(jump),
    membershipCheck(score, isMember, bandwidths.main),
    sortingCheck(score),
    ...placeboChecks(score.score, after, of(windows.before), level),
  ].map((check) => ({ ...check, method }) as const);
  return {
    effect: {
      ...{ method, effect: corrected, standardError, low, high, pValue, conventional },
      ...{ bandwidth: bandwidths.main, nOthers: nBelow, nMembers: nAbove },
    },
    checks,
    refused: reasonOf('At the threshold', checks),
  };
}

type Check = Omit<EffectCheck, 'method'>;

const nearCheck = ({ nBelow, nAbove }: Jump): Check => ({
  title: 'Enough customers near the threshold',
  found: `${wholeInWords(nBelow)} just below and ${wholeInWords(nAbove)} just above it; ${fewest} are needed on either side`,
  pValue: null,
  isPassed: Math.min(nBelow, nAbove) >= fewest,
});

function membershipCheck({ rows, score }: DoorScore, isMember: Uint8Array, bandwidth: number): Check {
  const shareOf = (isThere: (value: number) => boolean) => {
    const near = [...rows.keys()].filter((at) => isThere(score[at]!));
    return near.reduce((sum, at) => sum + isMember[rows[at]!]!, 0) / Math.max(1, near.length);
  };
  const [below, above] = [
    shareOf((value) => value < 0 && value > -bandwidth),
    shareOf((value) => value >= 0 && value < bandwidth),
  ];
  return {
    title: 'Membership comes with the threshold',
    found: `${percent(below)} of those just below are members, who may stay, and ${percent(above)} of those just above`,
    pValue: null,
    isPassed: above - below >= leastRise,
  };
}

function sortingCheck({ score }: DoorScore): Check {
  const density = doorDensity(score);
  const title = 'Nobody has sorted themselves over the threshold';
  if (!density) {
    return {
      title,
      found: 'too few stand just at the threshold to count them',
      pValue: null,
      isPassed: false,
    };
  }
  const { above, below, pValue } = density;
  return {
    title,
    found: `${percent(above / below)} as many stand just above as just below`,
    pValue,
    isPassed: pValue >= significance,
  };
}

/** Nothing may jump where nothing was drawn, nor before the election: the chance of one false alarm among all is held. */
function placeboChecks(
  score: Float64Array,
  after: Float64Array,
  before: Float64Array,
  level: number,
): Check[] {
  const doors = placeboDoors(score, after, level);
  const past = measureJump(score, before, level);
  const jumps = [...doors.map(({ jump }) => jump), ...(past ? [past] : [])];
  const raised = holm(jumps.map(({ pValue }) => pValue));
  const doorsRaised = raised.slice(0, doors.length);
  const least = Math.min(1, ...doorsRaised);
  const few = 'none could be measured';
  return [
    {
      title: 'Doors where there are none do not jump',
      found:
        doors.length === 0
          ? few
          : `${countInWords(doors.length, 'placebo threshold')}, ${doorsRaised.filter((p) => p < significance).length} of which jump`,
      pValue: doors.length === 0 ? null : least,
      isPassed: doors.length > 0 && least >= significance,
    },
    {
      title: 'What they spent before does not jump',
      found: past ? 'the money of as many days before the election, at the same threshold' : few,
      pValue: past ? raised.at(-1)! : null,
      isPassed: past !== null && raised.at(-1)! >= significance,
    },
  ];
}

/** What members brought more than others who had spent as much, and what speaks against it. */
export function measureByTrends(
  { isMember, windows, reachesBack, recencyDays, orders }: Electorate,
  level: number,
): Measured {
  const method: EffectMethod = 'matched trends';
  if (!reachesBack)
    return refusedOutright(
      'The orders begin less than three such windows before the election, so that no trend is seen.',
    );
  const capped = mapWindows(windows, (values) => winsorise(values, cappedAt));
  const found = matchedDifference(
    capped,
    [recencyDays, orders].map((one) => one.map(Math.log1p)),
    isMember,
    level,
  );
  if (!found) return refusedOutright('No member had a like among the others.');
  const { effect, standardError, low, high, pValue, pairs } = found;
  const checks = trendChecks(found).map((check) => ({ ...check, method }));
  return {
    effect: {
      ...{ method, effect, standardError, low, high, pValue },
      ...{ conventional: null, bandwidth: null, nOthers: pairs, nMembers: pairs },
    },
    checks,
    refused: reasonOf('For matched trends', checks),
  };
}

const mapWindows = (windows: Windows, map: (values: Float64Array) => Float64Array): Windows => ({
  after: map(windows.after),
  before: map(windows.before),
  earlier: map(windows.earlier),
  earliest: map(windows.earliest),
});

const trendChecks = ({ pairs, members, imbalance, before }: MatchedDifference): Check[] => [
  {
    title: 'Enough members have a like among the others',
    found: `${wholeInWords(pairs)} of ${countInWords(members, 'member')}; ${fewest} are needed`,
    pValue: null,
    isPassed: pairs >= fewest,
  },
  {
    title: 'The pairs are alike',
    found: `${imbalance.toFixed(2)} standard deviations apart at the most; ${largestImbalance} is allowed`,
    pValue: null,
    isPassed: imbalance <= largestImbalance,
  },
  {
    title: 'Their trends were one before',
    found: 'the change between the windows before the election, of which one was not matched on',
    pValue: before.pValue,
    isPassed: before.pValue >= significance,
  },
];

const refusedOutright = (refused: string): Measured => ({ effect: null, checks: [], refused });

/** The first that does not hold, in a sentence; what was found of each stands in the table of checks. */
function reasonOf(where: string, checks: readonly EffectCheck[]): string | null {
  const [first, ...others] = checks.filter(({ isPassed }) => !isPassed);
  if (!first) return null;
  const more =
    others.length === 0
      ? ''
      : `, nor ${others.length === 1 ? 'does' : 'do'} ${wholeInWords(others.length)} more`;
  return `${where} “${first.title}” does not hold${more}.`;
}
