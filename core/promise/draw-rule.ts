import { plainAbove, plainAtMost, plainCutoffs } from '../rule/plain-cutoffs.js';
import type { Path, Rule } from '../rule/rule.js';
import type { Standing } from './order-history.js';

/** What a rule asks about, as the features are called. */
export const ruleFeatureNames = ['gross_revenue', 'invoices', 'recency_days'] as const;

/** A rule with a door on either side. */
export interface DoorRule {
  /** Who comes in. */
  readonly enter: Rule;
  /** Who may stay, once in: whoever may enter may stay. */
  readonly stay: Rule;
}

/** Whoever ordered once has not come back yet. */
const fewestOrders = 2;
/** How much looser it is to stay: nobody goes in and out for a trifle. */
const slack = { money: 0.8, days: 1.4 };

/**
 * The rule that lets in those who spent most, of all who have come back and are not late: spent at least so much,
 * placed at least two orders, last ordered less than so many days ago. Each cut-off reads well, and each asks for more
 * money, more orders or a later order, so that whoever has no less of any of them than somebody inside is inside.
 * @param standing of the customers, as the features have it
 * @param lateDays days since the last order from which one is late, above 0
 * @param size customers that it may let in
 * @returns undefined where nobody, or only more than that at once, could be let in
 */
export function drawRule(
  standing: Pick<Standing, 'revenue' | 'orders' | 'recencyDays'>,
  lateDays: number,
  size: number,
): DoorRule | undefined {
  const { revenue, orders, recencyDays } = standing;
  const late = plainAtMost('days', lateDays + 1) ?? 1;
  const spent = revenue.filter((_, i) => orders[i]! >= fewestOrders && recencyDays[i]! < late).sort();
  if (size < 1 || spent.length === 0) return undefined;
  const most = spent.at(-1)!;
  // Whoever is just outside has less than the cut-off; where all fit in, the poorest of them is the line.
  const least = spent.length > size ? spent[spent.length - size - 1]! : spent[0]! * (1 - 1e-9);
  const money = plainCutoffs('money', least, most)[0];
  if (money === undefined) return undefined;
  const path: Path = [
    { feature: 'gross_revenue', bound: 'atLeast', cutoff: money },
    { feature: 'invoices', bound: 'atLeast', cutoff: fewestOrders },
    { feature: 'recency_days', bound: 'below', cutoff: late },
  ];
  return { enter: [path], stay: [stayPath(money, late)] };
}

const stayPath = (money: number, late: number): Path => [
  {
    feature: 'gross_revenue',
    bound: 'atLeast',
    cutoff: plainAtMost('money', money * slack.money * (1 + 1e-9)) ?? money * slack.money,
  },
  { feature: 'invoices', bound: 'atLeast', cutoff: fewestOrders },
  { feature: 'recency_days', bound: 'below', cutoff: plainAbove('days', late * slack.days) },
];

/** The standing as columns that rules are asked of. */
export const columnsOf = ({ revenue, orders, recencyDays }: Omit<Standing, 'day' | 'customers'>) => ({
  gross_revenue: revenue,
  invoices: orders,
  recency_days: recencyDays,
});
