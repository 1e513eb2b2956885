import { apportion } from './apportion.js';
import { logMean } from './log-mean.js';

/** A group's orders in one period. */
export interface Sales {
  /** Who ordered. */
  readonly customers: number;
  readonly orders: number;
  /** In cents: a whole number. */
  readonly cents: number;
}

export interface Compared {
  readonly before: Sales;
  readonly now: Sales;
}

/** Parts of a change, in whole cents, that add up to it. */
export interface Change {
  /** `now` less `before`. */
  readonly change: number;
  /** More or fewer customers of the whole. */
  readonly customers: number;
  /** More or fewer of them in this group. */
  readonly mix: number;
  /** How often each ordered. */
  readonly frequency: number;
  /** How much an order was. */
  readonly value: number;
}

/**
 * Why the revenue of groups changed: revenue is customers of the whole x this group's share of them x orders per
 * customer x value per order, and each factor's part is the logarithmic mean of both revenues times the logarithm of
 * the factor's ratio. Exact, without a rest, the same backwards; and what holds of the groups adds up to the whole. A
 * group that did not order in one of the periods has come or gone: all of its change is mix.
 * @param groups that share no customer, of which at least one ordered in either period
 * @see Ang 2005, The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33(7), equations 9 to 12; zeros: Ang, Liu 2007, Energy Policy 35(1)
 */
export function explainChange(groups: readonly Compared[]): Change[] {
  const [before, now] = (['before', 'now'] as const).map((period) =>
    groups.reduce((sum, group) => sum + group[period].customers, 0),
  );
  const isWhole = groups.length === 1;
  return groups.map((group) => {
    const change = group.now.cents - group.before.cents;
    const parts = partsOf(group, before!, now!);
    // One group is the whole, and has no share that could change.
    const cents = apportion(isWhole ? [parts[0] + parts[1], parts[2], parts[3]] : parts, change);
    const [customers, mix, frequency, value] = isWhole ? [cents[0]!, 0, cents[1]!, cents[2]!] : cents;
    return { change, customers: customers!, mix: mix!, frequency: frequency!, value: value! };
  });
}

function partsOf(
  { before, now }: Compared,
  customersBefore: number,
  customersNow: number,
): [number, number, number, number] {
  const change = now.cents - before.cents;
  const isThroughout = before.cents > 0 && now.cents > 0;
  if (!isThroughout) return [0, change, 0, 0];
  const mean = logMean(now.cents, before.cents);
  const part = (after: number, earlier: number) => mean * Math.log(after / earlier);
  return [
    part(customersNow, customersBefore),
    part(now.customers / customersNow, before.customers / customersBefore),
    part(now.orders / now.customers, before.orders / before.customers),
    part(now.cents / now.orders, before.cents / before.orders),
  ];
}

/** The parts of the whole: those of the groups, added up. */
export const addChanges = (changes: readonly Change[]): Change =>
  changes.reduce(
    (sum, one) => ({
      change: sum.change + one.change,
      customers: sum.customers + one.customers,
      mix: sum.mix + one.mix,
      frequency: sum.frequency + one.frequency,
      value: sum.value + one.value,
    }),
    { change: 0, customers: 0, mix: 0, frequency: 0, value: 0 },
  );
