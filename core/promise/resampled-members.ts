import { meetsRule, type Rule } from '../membership/rule.js';
import type { Random } from '../random/random.js';
import { columnsOf, drawRule, type Rhythm } from './draw-rule.js';
import type { OrderHistory } from './order-history.js';

/** How often each customer is let in when the orders are dealt again. */
export interface ResampledMembers {
  readonly nResamples: number;
  /** Int32Array (nCustomers): in how many resamples the rule drawn from them lets each in. */
  readonly timesMember: Int32Array;
  /** Mean over the resamples of the members in common over the members of either, 0..1. @see Jaccard 1912 */
  readonly jaccard: number;
  /** The rule to enter of each resample; none lets nobody in. */
  readonly rules: readonly Rule[];
}

export interface ResampledBy {
  /** The last day that is known: days since 1970-01-01. */
  readonly day: number;
  readonly rhythm: Rhythm;
  /** Customers that a rule may let in. */
  readonly size: number;
  readonly nResamples?: number;
}

/**
 * How much of each membership is luck: every day with orders counts as often as chance has it (a Poisson variable of
 * mean 1), and the rule is drawn again from what is left. How many it may let in and the rhythm stay.
 * @param isMember Uint8Array (nCustomers), 1 for members
 * @see Efron and Tibshirani 1993, An introduction to the bootstrap, chapter 6
 */
export function resampledMembers(
  history: OrderHistory,
  isMember: Uint8Array,
  { day, rhythm, size, nResamples = 100 }: ResampledBy,
  random: Random,
): ResampledMembers {
  const n = history.nCustomers;
  const timesMember = new Int32Array(n);
  const rules: Rule[] = [];
  let jaccard = 0;
  for (let resample = 0; resample < nResamples; resample++) {
    const columns = columnsOf(drawOrders(history, day, random));
    const rule = drawRule(
      {
        revenue: columns.gross_revenue,
        orders: columns.invoices,
        recencyDays: columns.recency_days,
      },
      rhythm,
      size,
    );
    rules.push(rule?.enter ?? []);
    let [both, either] = [0, 0];
    for (let i = 0; i < n; i++) {
      const isIn = rule && meetsRule(rule.enter, columns, i) ? 1 : 0;
      timesMember[i]! += isIn;
      both += isIn & isMember[i]!;
      either += isIn | isMember[i]!;
    }
    jaccard += either === 0 ? 1 : both / either;
  }
  return { nResamples, timesMember, jaccard: jaccard / nResamples, rules };
}

/** Everybody's standing by the orders that were drawn; whoever has none is as late as can be. */
function drawOrders(
  { nCustomers, starts, days, values, orderCounts }: OrderHistory,
  day: number,
  random: Random,
) {
  const revenue = new Float64Array(nCustomers);
  const orders = new Float64Array(nCustomers);
  const recencyDays = new Float64Array(nCustomers).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < nCustomers; i++) {
    for (let at = starts[i]!; at < starts[i + 1]! && days[at]! <= day; at++) {
      const copies = drawCopies(random);
      if (copies === 0) continue;
      revenue[i]! += copies * values[at]!;
      orders[i]! += copies * orderCounts[at]!;
      recencyDays[i] = day - days[at]!;
    }
  }
  return { revenue, orders, recencyDays };
}

const noCopy = Math.exp(-1);

/** A Poisson variable of mean 1. @see Knuth 1997, The art of computer programming, volume 2, section 3.4.1 */
export function drawCopies(random: Random): number {
  let count = 0;
  for (let product = random(); product > noCopy; product *= random()) count++;
  return count;
}
