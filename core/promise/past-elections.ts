import { daysOf } from '../forecast/months.js';
import { firstDay } from '../forecast/order-days.js';
import { meetsRule } from '../membership/rule.js';
import { columnsOf, drawRule, lastGaps, type Rhythm, worthBy } from './draw-rule.js';
import { type OrderHistory, type Standing, spentWithin, standingAt, usualGap } from './order-history.js';

/** What an election of the past has come to, each a share of what the customers known then spent afterwards, 0..1. */
export interface PastElection {
  /** The last day it knew: days since 1970-01-01. */
  readonly day: number;
  /** Days of orders it knew. */
  readonly historyDays: number;
  readonly customers: number;
  readonly members: number;
  /** After how many usual gaps of the shop one was late, and how many times as much the late had to have spent. */
  readonly gaps: number;
  readonly times: number;
  /** What the elected brought; what as many brought who had spent most by then, or within the year before. */
  readonly captured: number;
  /** How far luck with single customers moves it: a standard deviation, in logits. */
  readonly luck: number;
  readonly byRevenue: number;
  readonly byLastYear: number;
  /**
   * What as many brought who were to be expected to bring most by BG/NBD and gamma-gamma; null where these did not
   * hold on that day, or were not asked.
   */
  readonly byModel: number | null;
  /** What as many bring who are drawn by lot; and the most that as many could bring. */
  readonly byChance: number;
  readonly bestPossible: number;
}

export interface PastOptions {
  /** Days that are measured after an election. */
  readonly horizonDays: number;
  /** Share of the customers that may be elected, 0..1. */
  readonly share: number;
}

type Terms = Pick<Rhythm, 'gaps' | 'times'>;

/**
 * After how many usual gaps one is late, and how many times as much the late have to have spent: what holds where
 * nothing has been tried yet, and the rest. On the real, sample and planted shops of the bench the first brings 3 % more
 * than past revenue on average, and 2.4 % less at the worst.
 */
const untried: Terms = { gaps: 2, times: 2 };
const others: readonly Terms[] = [1, 1.5, 2, 3].flatMap((gaps) =>
  [1.5, 2, 3, 5]
    .map((times) => ({ gaps, times }))
    .filter((terms) => terms.gaps !== untried.gaps || terms.times !== untried.times),
);
/** The plain rival, past revenue: of all who are not gone, whoever spent most, late or not. */
const plain: Terms = { gaps: lastGaps, times: 1 };
const candidates = [untried, plain, ...others];
/**
 * By how many standard errors, and by how much, others have to be ahead in the past to be taken. What has to prove
 * itself is lateness: where past revenue alone was ahead by one standard error, it elects.
 */
const ahead = { errors: 2, share: 0.001 };
const plainAhead = { ...ahead, errors: 1 };

/** An election of the past that could be measured, with the customers of the day. */
interface Origin {
  readonly standing: Standing;
  readonly gapDays: number;
  /** Float64Array (n): what each spent afterwards. */
  readonly after: Float64Array;
  readonly total: number;
  /** What as many brought as may be elected, for each candidate. */
  readonly capturedBy: readonly number[];
}

export interface PastElections {
  /** Oldest first. */
  readonly elections: readonly PastElection[];
  /** What the past recommends today. */
  readonly terms: Terms;
}

/**
 * Holds elections on days of the past, a month apart, by nothing but what was known then, and measures what came
 * after. After how long one is late is chosen each time by the elections whose outcome was known on that day: by
 * what the elected brought. The last election ends where the data end; the first has twice the horizon before it.
 * @param day the last day that is known: days since 1970-01-01
 */
export function pastElections(
  history: OrderHistory,
  day: number,
  { horizonDays, share }: PastOptions,
): PastElections {
  const origins = originsUntil(history, day, { horizonDays, share });
  const elections = origins
    .map((origin) => {
      const known = origins.filter(({ standing }) => standing.day + horizonDays <= origin.standing.day);
      return electionAt(history, origin, bestTerms(known, horizonDays), share);
    })
    .filter((election) => election !== undefined);
  return { elections, terms: bestTerms(origins, horizonDays) };
}

/** What elections of the past recommend on a day. */
export const pastTerms = (history: OrderHistory, day: number, options: PastOptions): Terms =>
  bestTerms(originsUntil(history, day, options), options.horizonDays);

const originsUntil = (history: OrderHistory, day: number, { horizonDays, share }: PastOptions): Origin[] =>
  originDays(firstDay(history), day, horizonDays)
    .map((origin) => originAt(history, origin, horizonDays, share))
    .filter((origin) => origin !== undefined);

/** Days of elections, oldest first. */
function originDays(first: number, day: number, horizonDays: number): number[] {
  const days: number[] = [];
  for (let origin = day - horizonDays; origin - first >= 2 * horizonDays; origin -= daysOf(1))
    days.unshift(origin);
  return days;
}

/** Of how many customers a share is elected: at least one. */
export const sizeOf = (customers: number, share: number) => Math.max(1, Math.floor(share * customers + 1e-9));

function originAt(
  history: OrderHistory,
  day: number,
  horizonDays: number,
  share: number,
): Origin | undefined {
  const standing = standingAt(history, day);
  const gapDays = usualGap(history, day);
  if (gapDays === undefined || standing.customers.length < 2) return undefined;
  const after = spentWithin(history, standing.customers, day, day + horizonDays);
  const total = after.reduce((sum, money) => sum + money, 0);
  if (total <= 0) return undefined;
  const size = sizeOf(standing.customers.length, share);
  const capturedBy = candidates.map((terms) => {
    const worth = worthBy(standing, { ...terms, gapDays });
    return sumOfMost(worth, after, size) / total;
  });
  return { standing, gapDays, after, total, capturedBy };
}

/** The terms by which the elected brought most, where they were ahead beyond doubt; else those that hold untried. */
function bestTerms(origins: readonly Origin[], horizonDays: number): Terms {
  // Elections a month apart overlap: together they are as many as fit beside each other.
  const apart = Math.max(1, (origins.length * daysOf(1)) / horizonDays);
  let best = { terms: untried, gain: 0 };
  candidates.forEach((terms, c) => {
    if (origins.length === 0) return;
    const gains = origins.map(({ capturedBy }) => capturedBy[c]! - capturedBy[0]!);
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
    const { errors, share } = terms === plain ? plainAhead : ahead;
    const gain = mean - errors * Math.sqrt(variance / apart);
    if (gain > Math.max(share, best.gain)) best = { terms, gain };
  });
  return best.terms;
}

function electionAt(
  history: OrderHistory,
  { standing, gapDays, after, total }: Origin,
  terms: Terms,
  share: number,
): PastElection | undefined {
  const { day, customers, revenue } = standing;
  const rule = drawRule(standing, { ...terms, gapDays }, sizeOf(customers.length, share));
  if (!rule) return undefined;
  const columns = columnsOf(standing);
  let [members, captured] = [0, 0];
  let [squares, otherSquares] = [0, 0];
  for (let i = 0; i < customers.length; i++) {
    if (!meetsRule(rule.enter, columns, i)) {
      otherSquares += after[i]! ** 2;
      continue;
    }
    members++;
    captured += after[i]!;
    squares += after[i]! ** 2;
  }
  if (members === 0) return undefined;
  const lastYear = spentWithin(history, customers, day - 365, day);
  const first = (of: Float64Array) => sumOfMost(of, after, members) / total;
  return {
    ...{ day, members, ...terms, customers: customers.length },
    historyDays: day - firstDay(history) + 1,
    captured: captured / total,
    luck: Math.sqrt(luckOf(squares, captured) + luckOf(otherSquares, total - captured)),
    byRevenue: first(revenue),
    byLastYear: first(lastYear),
    byModel: null,
    byChance: members / customers.length,
    bestPossible: first(after),
  };
}

/** The variance of the logarithm of a sum of money whose parts come or do not. @see Efron and Tibshirani 1993 */
const luckOf = (squares: number, sum: number) => (sum > 0 ? squares / sum ** 2 : 1);

/** The money of so many with most of something, of equals the first. */
export function sumOfMost(of: Float64Array, money: Float64Array, size: number): number {
  const sorted = of.slice().sort();
  const line = sorted[Math.max(0, sorted.length - size)]!;
  let [taken, sum] = [0, 0];
  for (let i = 0; i < of.length; i++) {
    if (of[i]! <= line) continue;
    sum += money[i]!;
    taken++;
  }
  for (let i = 0; i < of.length && taken < size; i++) {
    if (of[i] !== line) continue;
    sum += money[i]!;
    taken++;
  }
  return sum;
}
