import { plainAbove, plainAtMost, plainCutoffs } from '../membership/plain-cutoffs.js';
import type { Path, Rule } from '../membership/rule.js';
import type { Standing } from './order-history.js';

/** A rule with a door on either side. */
export interface DoorRule {
  /** Who comes in. */
  readonly enter: Rule;
  /** Who may stay, once in: each way in, loosened, in the same order. Whoever may enter may stay. */
  readonly stay: Rule;
}

/** How late one may be, and what being late has to be made up by. */
export interface Rhythm {
  /** The shop's usual gap between days with an order, in days. */
  readonly gapDays: number;
  /** Whoever stays away for so many of them is late. */
  readonly gaps: number;
  /** How many times as much the late have to have spent, and whoever ordered only once; 1 where lateness has no say. */
  readonly times: number;
}

/** Whoever stays away for so many usual gaps is out, whatever they spent. */
export const lastGaps = 6;
/** Whoever ordered once has not come back yet. */
const fewestOrders = 2;
/** How much looser it is to stay: nobody goes in and out for a trifle. */
const slack = { money: 0.8, days: 1.4 };

type Customers = Pick<Standing, 'revenue' | 'orders' | 'recencyDays'>;

/**
 * The rule that lets in those who are to be expected to bring most: who spent at least so much, came back, and is not
 * late; or who spent more, and is not gone. Each cut-off reads well, and each asks for more money, more orders or a
 * later order, so that whoever has no less of any of them than somebody inside is inside. Where lateness has no say,
 * whoever spent most and is not gone.
 * @param standing of the customers, as the features have it
 * @param size customers that it may let in
 * @returns undefined where nobody, or only more than that at once, could be let in
 */
export function drawRule(standing: Customers, rhythm: Rhythm, size: number): DoorRule | undefined {
  const bounds = boundsOf(rhythm);
  const worth = worthOf(standing, rhythm.times, bounds)
    .filter((money) => money > 0)
    .sort();
  if (size < 1 || worth.length === 0) return undefined;
  // Whoever is just outside has less than the cut-off; where all fit in, the poorest of them is the line.
  const least = worth.length > size ? worth[worth.length - size - 1]! : worth[0]! * (1 - 1e-9);
  const money = plainCutoffs('money', least, worth.at(-1)!)[0];
  if (money === undefined) return undefined;
  const notGone = below(bounds.last);
  const enter: Rule =
    rhythm.times === 1
      ? [[atLeast('gross_revenue', money), notGone]]
      : [
          [atLeast('gross_revenue', money), atLeast('invoices', fewestOrders), below(bounds.late)],
          [atLeast('gross_revenue', plainAtLeast(rhythm.times * money)), notGone],
        ];
  return { enter, stay: enter.map(loosened) };
}

/**
 * What the rule goes by, in money: what customers spent, the less where they are late or ordered once, nothing where
 * they are gone. It never falls with more money, more orders or a later order.
 * @returns Float64Array (n)
 */
export function worthBy(standing: Customers, rhythm: Rhythm): Float64Array {
  return worthOf(standing, rhythm.times, boundsOf(rhythm));
}

interface Bounds {
  /** Days since the last order from which one is late, and gone. */
  readonly late: number;
  readonly last: number;
}

/** What reads well, and is not below two days: yesterday is not late. */
function boundsOf({ gapDays, gaps }: Rhythm): Bounds {
  const late = plainAtMost('days', Math.max(2, gaps * gapDays + 1))!;
  return { late, last: Math.max(late, plainAtMost('days', lastGaps * gapDays + 1) ?? late) };
}

const worthOf = ({ revenue, orders, recencyDays }: Customers, times: number, { late, last }: Bounds) =>
  revenue.map((money, i) => {
    if (recencyDays[i]! < late && orders[i]! >= fewestOrders) return money;
    return recencyDays[i]! < last ? money / times : 0;
  });

const atLeast = (feature: string, cutoff: number) => ({ feature, bound: 'atLeast', cutoff }) as const;
const below = (cutoff: number) => ({ feature: 'recency_days', bound: 'below', cutoff }) as const;

/** The smallest number that reads well and is at least the value, above 0. */
const plainAtLeast = (value: number): number =>
  plainCutoffs('money', value * (1 - 1e-9), value * 2).find((cutoff) => cutoff >= value) ?? value;

const loosened = (path: Path): Path =>
  path.map((condition) => {
    const { feature, cutoff } = condition;
    if (feature === 'recency_days') return below(plainAbove('days', cutoff * slack.days));
    if (feature !== 'gross_revenue') return condition;
    const lower = cutoff * slack.money;
    return atLeast(feature, plainAtMost('money', lower * (1 + 1e-9)) ?? lower);
  });

/** The standing as columns that rules are asked of. */
export const columnsOf = ({ revenue, orders, recencyDays }: Customers) => ({
  gross_revenue: revenue,
  invoices: orders,
  recency_days: recencyDays,
});
