import type { Rules } from '../rules/rules.js';
import { listOf } from '../words/list-of.js';
import type { CleaningFindings } from './cleaning-findings.js';

/** A reason for which an order line does not count. */
export interface CleaningRule {
  /** The label that `sql/engine/clean-*.sql` gives the lines it removes. */
  readonly rule: string;
  /** What the receipt says. */
  readonly title: (rules: Rules, found: CleaningFindings) => string;
  /** A rule that is off is not in the receipt. */
  readonly isOn: (rules: Rules, found: CleaningFindings) => boolean;
}

const always = () => true;

/** The first few, and how many more. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 5);
  return names.length > shown.length
    ? `${shown.join(', ')} and ${names.length - shown.length} more`
    : listOf(shown);
}

const nameOfProduct = ({ code, description }: CleaningFindings['notGoods'][number]) =>
  code === null || description === null ? (description ?? code ?? '') : `${code} (${description})`;

/** Every cleaning rule in the order in which they apply: a line is counted at the first that removes it. */
export const cleaningRules: readonly CleaningRule[] = [
  {
    rule: 'replaced',
    title: () => 'Earlier version of an invoice that came again in a later upload',
    isOn: always,
  },
  {
    rule: 'afterAsOf',
    title: ({ asOf }) => `Ordered after ${asOf}`,
    isOn: ({ asOf }) => asOf !== null,
  },
  {
    rule: 'notSold',
    title: (_, { statesNotSold }) =>
      `Orders that are no sale${statesNotSold.length > 0 ? `, by their state: ${someOf(statesNotSold)}` : ' by their state'}`,
    isOn: (_, { hasStates }) => hasStates,
  },
  {
    rule: 'discountLine',
    title: (_, { discountLines: { example } }) =>
      `Discounts that stand as lines, such as '${example}': taken off the other lines of their orders`,
    isOn: (_, { discountLines }) => discountLines.lines > 0,
  },
  { rule: 'zeroQuantity', title: () => 'No pieces: quantity 0', isOn: always },
  {
    rule: 'duplicate',
    title: () => 'Exact copy of another line of the same invoice',
    isOn: ({ cleaning }) => cleaning.duplicates === 'drop',
  },
  {
    rule: 'incomplete',
    title: () => 'Customer, product, description or country missing',
    isOn: ({ cleaning }) => cleaning.requireComplete,
  },
  {
    rule: 'noDescription',
    title: () => 'Description missing',
    isOn: ({ cleaning }) => cleaning.requireDescription,
  },
  {
    rule: 'belowMinimumPrice',
    title: ({ cleaning }) => `Price per piece below ${cleaning.minimumPrice}`,
    isOn: always,
  },
  {
    rule: 'notGoods',
    title: ({ cleaning }, found) =>
      cleaning.notGoods === null
        ? `No goods, by code and description${found.notGoods.length > 0 ? `: ${someOf(found.notGoods.map(nameOfProduct))}` : ''}`
        : `Stock code that is no goods: ${cleaning.notGoods.join(', ')}`,
    isOn: ({ cleaning }, found) => (cleaning.notGoods ?? found.notGoods).length > 0,
  },
  {
    rule: 'lettersOnly',
    title: () => 'Stock code of letters only, so no goods',
    isOn: ({ cleaning }) => cleaning.lettersOnlyAreNotGoods,
  },
  {
    rule: 'excludedCountry',
    title: ({ cleaning }, { noCountries }) =>
      cleaning.excludeCountries === null
        ? `Country that is none${noCountries.length > 0 ? `: ${someOf(noCountries)}` : ''}`
        : `Country left out: ${cleaning.excludeCountries.join(', ')}`,
    isOn: ({ cleaning }, found) => (cleaning.excludeCountries ?? found.noCountries).length > 0,
  },
  {
    rule: 'excludedInvoice',
    title: () => 'Invoice left out by name',
    isOn: ({ cleaning }) => cleaning.excludeInvoices.length > 0,
  },
  {
    rule: 'excludedCustomer',
    title: () => 'Customer left out by name',
    isOn: ({ cleaning }) => cleaning.excludeCustomers.length > 0,
  },
  {
    rule: 'anonymous',
    title: (_, { guests }) =>
      `Nobody knows who bought: customer missing${guests.length > 0 ? `, or ${someOf(guests)}` : ''}`,
    isOn: ({ cleaning }) => cleaning.anonymous === 'drop',
  },
  {
    rule: 'cancelled',
    title: ({ cleaning }) => `Ordered and cancelled ${withinDays(cleaning.cancelledWithinDays)}`,
    isOn: ({ cleaning }) => cleaning.cancelledWithinDays !== null,
  },
];

const withinDays = (days: number | null) =>
  days === 0 ? 'on the same day' : `within ${days} ${days === 1 ? 'day' : 'days'}`;
