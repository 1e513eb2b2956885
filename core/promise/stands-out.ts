import { rankCorrelations } from '../explore/rank-correlation.js';
import { firstDay } from '../forecast/order-days.js';
import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { type OrderHistory, spentWithin, standingAt, usualGap } from './order-history.js';

/** How sure it has to be that those who spent more go on to spend more: of crowds alike one in two hundred is, on a day. */
const leastZ = 2.58;
/** How many times as much those have to bring who had spent most: what less is no reason to part customers. */
export const leastTimes = 1.75;
/** Who keeps coming: ordered twice, and within so many usual gaps. */
const gaps = 3;
/** Fewer who keep coming cannot be told apart. */
const fewest = 20;
/** What one customer spends counts up to this quantile, so that a few cannot hide all others. */
const largestQuantile = 0.95;

/** Why nobody stands out; and what those brought who had spent most, in times of the others who keep coming. */
export interface StandingOut {
  readonly reason: 'too few keep coming' | 'as much as the others' | null;
  readonly times: number | null;
}

interface StandOutOptions {
  /** Days before the last one on which it is tried, beside the middle of the orders. */
  readonly horizonDays: number;
  /** Share of the customers that may be elected, 0..1. */
  readonly share: number;
}

/**
 * Whether anybody stands out: of the customers who kept coming until a day in the past, did those who had spent more
 * spend more afterwards too? In a crowd of equals who is ahead is luck, which does not last. Spearman's rank
 * correlation of money before and after says whether, the mean of those ahead against the others how far. It is
 * tried on two days, and one is enough: a shop is young on the one, and little comes after the other.
 * @param day the last day that is known
 * @see Spearman 1904; under independence its variance is 1 / (n - 1)
 */
export function standOut(history: OrderHistory, day: number, options: StandOutOptions): StandingOut {
  const middle = Math.floor((firstDay(history) + day) / 2);
  const tried = [day - options.horizonDays, middle].map((origin) =>
    tryOn(history, origin, day, options.share),
  );
  const known = tried.filter((one) => one !== undefined);
  if (known.length === 0) return { reason: 'too few keep coming', times: null };
  const best = known.find(({ z, times }) => z >= leastZ && times >= leastTimes);
  return best
    ? { reason: null, times: best.times }
    : { reason: 'as much as the others', times: known[0]!.times };
}

/** How far money before and after a day go together, in standard deviations of chance, and how far those ahead were. */
function tryOn(history: OrderHistory, origin: number, day: number, share: number) {
  const { customers, revenue, orders, recencyDays } = standingAt(history, origin);
  const gapDays = usualGap(history, origin) ?? 0;
  const coming = Int32Array.from(customers.keys()).filter(
    (i) => orders[i]! >= 2 && recencyDays[i]! <= gaps * gapDays,
  );
  if (coming.length < fewest) return undefined;
  const before = Float64Array.from(coming, (i) => revenue[i]!);
  const rows = Int32Array.from(coming, (i) => customers[i]!);
  const after = spentWithin(history, rows, origin, day);
  const most = quantileOfSorted(after.slice().sort(), largestQuantile);
  // At most half of them are ahead of the others.
  const size = Math.max(1, Math.min(Math.floor(share * customers.length), coming.length >> 1));
  const times = Math.max(
    timesAhead(before, after, size),
    timesAhead(
      before,
      after.map((money) => Math.min(money, most)),
      size,
    ),
  );
  return { z: (rankCorrelations([before, after])[1]![0] ?? 0) * Math.sqrt(coming.length - 1), times };
}

/** What the first by one figure have of another, on average, in times of all others. */
function timesAhead(before: Float64Array, after: Float64Array, size: number): number {
  const order = Int32Array.from(before.keys()).sort((a, b) => before[b]! - before[a]! || a - b);
  const mean = (rows: Int32Array) => rows.reduce((sum, i) => sum + after[i]!, 0) / rows.length;
  const [ahead, others] = [mean(order.subarray(0, size)), mean(order.subarray(size))];
  return others > 0 ? ahead / others : Number(ahead > 0) * Number.MAX_VALUE;
}
