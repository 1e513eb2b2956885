import { countInWords, dateInWords, moneyInWords } from '../words/figures.js';
import { listOf } from '../words/list-of.js';
import type { Door } from './door.js';
import type { Steps } from './steps-to-enter.js';

/**
 * A customer's distance to the door in one sentence, its figures those of the door.
 * @param currency ISO 4217, or null
 */
export function describeDoor(door: Door, currency: string | null): string {
  const { standing, steps, byOn, daysLeft, leavesOn } = door;
  switch (standing) {
    case 'near':
    case 'far':
      return `Missing: ${describeSteps(steps!, currency)} by ${dateInWords(byOn!)}.`;
    case 'no way in':
      return 'No number of orders would do.';
    case 'leaving soon':
    case 'stays':
      return leavesOn
        ? `Leaves on ${dateInWords(leavesOn)}, in ${countInWords(daysLeft!, 'day')}, without another order.`
        : 'Stays, as far as these orders can tell.';
  }
}

/** 2 more orders with at least £310 in them, or: 2 more orders (usually £310). */
export function describeSteps(steps: Steps, currency: string | null): string {
  const { orders, money, pieces, products, usualMoney } = steps;
  const contents = [
    ...(money > 0 ? [`at least ${moneyInWords(Math.ceil(money), currency)}`] : []),
    ...(pieces > 0 ? [countInWords(pieces, 'piece')] : []),
    ...(products > 0 ? [countInWords(products, 'new product')] : []),
  ];
  const asked = `${countInWords(orders, 'more order')}`;
  return contents.length > 0
    ? `${asked} with ${listOf(contents)}`
    : `${asked} (usually ${moneyInWords(Math.round(usualMoney), currency)})`;
}
