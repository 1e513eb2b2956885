import { percent } from '../segments/describe-segment.js';
import { wholeInWords } from '../words/figures.js';
import type { Standing } from './order-history.js';
import { leastTimes, type StandingOut } from './stands-out.js';

/** Who has most of the money, and who most of the orders. */
export type LargestNames = Readonly<Record<'revenue' | 'orders', string>>;

/** Whoever has so much of all money or orders is no customer among customers: a till, a marketplace, a mother company. */
const largestPart = 0.5;

/**
 * Why nobody can be elected, in one or two sentences; undefined where somebody can.
 * @param standing today's
 * @param largest names of the customers with most
 */
export function whyNobody(
  { revenue, orders }: Pick<Standing, 'revenue' | 'orders'>,
  out: StandingOut,
  largest: LargestNames,
): string | undefined {
  if (revenue.length < 2) return 'There is one customer only, so that nobody stands out.';
  if (!orders.some((count) => count > 1)) return 'Everybody ordered once, so that nobody has come back yet.';
  for (const [what, values] of [
    ['revenue', revenue],
    ['orders', orders],
  ] as const) {
    const share = shareOfLargest(values);
    if (share >= largestPart) {
      return `Customer ${largest[what]} alone has ${percent(share)} of the ${what}, beside whom nobody stands out; where that is a till or a marketplace, excludeCustomers in the rules leaves it out.`;
    }
  }
  if (out.reason === 'too few keep coming') {
    return 'Too few customers keep coming to see whether those who spent more go on to spend more.';
  }
  if (out.reason === null) return undefined;
  if (out.times === null) return 'Nobody stands out for long.';
  const went = `Those who had spent most went on to bring ${wholeInWords(Math.round(100 * out.times))} for 100 of the others who keep coming`;
  return out.times < leastTimes
    ? `${went}: nobody stands out for long.`
    : `${went}, which may be chance: more orders will tell.`;
}

function shareOfLargest(values: Float64Array): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum > 0 ? values.reduce((most, value) => Math.max(most, value), 0) / sum : 0;
}
