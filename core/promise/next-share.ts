import { normalQuantile } from '../statistics/normal-quantile.js';
import type { PastElection } from './past-elections.js';

/** What those elected now are to be expected to take of the next period's revenue of today's customers, 0..1. */
export interface NextShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How far a period is off the line where few were seen: by the luck of customers, half of whose variance lasts from
 * period to period since most of them are the same, and by what no past period has shown, in logits. It counts as so
 * many periods.
 */
const unseen = { customers: 0.5, periods: 0.13, believed: 2 };
/**
 * How the share grows with the orders that an election knows: by so much, in logits, where they are e times as many
 * days. Measured on planted shops and real ones; believed as much as elections that scatter so much on that scale.
 */
const learning = { slope: 0.25, believed: 0.25 };

interface NextOptions {
  /** Days between elections, and days that each measures. */
  readonly stepDays: number;
  readonly horizonDays: number;
  /** Days of orders that are known today. */
  readonly historyDays: number;
  /** Share of outcomes that the interval is to hold, 0..1. */
  readonly level: number;
}

/**
 * What the next period's share will be, by the shares of past ones, on the scale of logits: their line over the
 * logarithm of the days that each knew, carried on to today, and an interval for one more period. How far past shares
 * are off the line holds the luck of periods; the luck of customers is added as if some periods had shown it. Periods
 * overlap: together they count as many as fit beside each other.
 * @param elections oldest first, at least one
 */
export function nextShare(
  elections: readonly PastElection[],
  { stepDays, horizonDays, historyDays, level }: NextOptions,
): NextShare {
  const y = elections.map(({ captured }) => logit(Math.min(1 - 1e-6, Math.max(1e-6, captured))));
  const x = elections.map((election) => Math.log(election.historyDays));
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const products = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0);
  const squaresX = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const slope = (products + learning.believed * learning.slope) / (squaresX + learning.believed);
  const ahead = Math.log(historyDays) - meanX;
  const off = meanOf(y.map((value, i) => (value - meanY - slope * (x[i]! - meanX)) ** 2));
  const apart = 1 + ((y.length - 1) * Math.min(stepDays, horizonDays)) / horizonDays;
  const degrees = unseen.believed + apart - 1;
  const before = unseen.customers * elections.at(-1)!.luck ** 2 + unseen.periods ** 2;
  const variance = (unseen.believed * before + apart * off) / degrees;
  const reach = studentQuantile((1 + level) / 2, degrees) * Math.sqrt(variance * (1 + 1 / apart));
  const center = meanY + slope * ahead;
  return { share: shareOf(center), low: shareOf(center - reach), high: shareOf(center + reach) };
}

const logit = (share: number) => Math.log(share / (1 - share));
const shareOf = (value: number) => 1 / (1 + Math.exp(-value));
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The quantile of Student's t distribution, to three digits from 3 degrees on.
 * @param degrees above 0
 * @see Cornish and Fisher 1938; Abramowitz and Stegun 1964, 26.7.5
 */
export function studentQuantile(probability: number, degrees: number): number {
  const z = normalQuantile(probability);
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3)
  );
}
