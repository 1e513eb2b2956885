import { daysOf } from '../forecast/months.js';
import { firstDay } from '../forecast/order-days.js';
import { meetsRule } from '../rule/rule.js';
import { columnsOf, drawRule } from './draw-rule.js';
import { type OrderHistory, type Standing, spentWithin, standingAt, usualGap } from './order-history.js';

/** What an election of the past has come to, each a share of what the customers known then spent afterwards, 0..1. */
export interface PastElection {
  /** The last day it knew: days since 1970-01-01. */
  readonly day: number;
  /** Days of orders it knew. */
  readonly historyDays: number;
  readonly customers: number;
  readonly members: number;
  /** How late a member was allowed to be, in usual gaps of the shop. */
  readonly gaps: number;
  /** What the elected brought; what as many brought who had spent most by then, or within the year before. */
  readonly captured: number;
  /** How far luck with single customers moves it: a standard deviation, in logits. */
  readonly luck: number;
  readonly byRevenue: number;
  readonly byLastYear: number;
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

/** How late one may be, in usual gaps of the shop: the candidates, and what holds where nothing has been tried yet. */
const candidates = [1.5, 2, 3, 4, 6, 12];
const untried = 3;
/** Captured shares no further apart than this part of them are a tie, which the one nearest to the untried wins. */
const tie = 0.002;

/** An election of the past that could be measured, with the customers of the day. */
interface Origin {
  readonly standing: Standing;
  readonly gapDays: number;
  /** Float64Array (n): what each spent afterwards. */
  readonly after: Float64Array;
  readonly total: number;
  /** What the most generous of the elected brought, for each candidate. */
  readonly capturedBy: readonly number[];
}

export interface PastElections {
  /** Oldest first. */
  readonly elections: readonly PastElection[];
  /** What the past recommends today, in usual gaps of the shop. */
  readonly gaps: number;
}

/**
 * Holds elections on days of the past, a month apart, by nothing but what was known then, and measures what came
 * after. How late a member may be is chosen each time by the elections whose outcome was known on that day: by what
 * the elected brought. The last election ends where the data end; the first has twice the horizon before it.
 * @param day the last day that is known: days since 1970-01-01
 */
export function pastElections(
  history: OrderHistory,
  day: number,
  { horizonDays, share }: PastOptions,
): PastElections {
  const origins = originDays(firstDay(history), day, horizonDays)
    .map((origin) => originAt(history, origin, horizonDays, share))
    .filter((origin) => origin !== undefined);
  const elections = origins
    .map((origin) => {
      const known = origins.filter(({ standing }) => standing.day + horizonDays <= origin.standing.day);
      return electionAt(history, origin, bestGaps(known), share);
    })
    .filter((election) => election !== undefined);
  return { elections, gaps: bestGaps(origins) };
}

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
  const order = byMost(standing.revenue);
  const capturedBy = candidates.map((gaps) => {
    let [taken, sum] = [0, 0];
    for (const i of order) {
      if (standing.recencyDays[i]! > gaps * gapDays || standing.orders[i]! < 2) continue;
      sum += after[i]!;
      if (++taken === size) break;
    }
    return sum / total;
  });
  return { standing, gapDays, after, total, capturedBy };
}

/** The candidate by which the elected brought most on average; of nearly equal ones the nearest to the untried. */
function bestGaps(origins: readonly Origin[]): number {
  if (origins.length === 0) return untried;
  const means = candidates.map(
    (_, c) => origins.reduce((sum, { capturedBy }) => sum + capturedBy[c]!, 0) / origins.length,
  );
  const most = Math.max(...means);
  const tied = candidates.filter((_, c) => means[c]! >= most * (1 - tie));
  return tied.reduce((a, b) => (Math.abs(b - untried) < Math.abs(a - untried) ? b : a));
}

function electionAt(
  history: OrderHistory,
  { standing, gapDays, after, total }: Origin,
  gaps: number,
  share: number,
): PastElection | undefined {
  const { day, customers, revenue } = standing;
  const rule = drawRule(standing, gaps * gapDays, sizeOf(customers.length, share));
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
  const first = (of: Float64Array) => {
    const order = byMost(of);
    let sum = 0;
    for (let at = 0; at < members; at++) sum += after[order[at]!]!;
    return sum / total;
  };
  return {
    ...{ day, members, gaps, customers: customers.length },
    historyDays: day - firstDay(history) + 1,
    captured: captured / total,
    luck: Math.sqrt(luckOf(squares, captured) + luckOf(otherSquares, total - captured)),
    byRevenue: first(revenue),
    byLastYear: first(lastYear),
    byChance: members / customers.length,
    bestPossible: first(after),
  };
}

/** The variance of the logarithm of a sum of money whose parts come or do not. @see Efron and Tibshirani 1993 */
const luckOf = (squares: number, sum: number) => (sum > 0 ? squares / sum ** 2 : 1);

/** Int32Array (n): those with most first, of equals the first. */
const byMost = (values: Float64Array): Int32Array =>
  Int32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
