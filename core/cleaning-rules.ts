import type { Rules } from './rules.js';

/** A reason for which an order line does not count. */
export interface CleaningRule {
  /** The label that `sql/engine/clean-*.sql` gives the lines it removes. */
  readonly rule: string;
  /** What the receipt says. */
  readonly title: (rules: Rules) => string;
  /** A rule that is off is not in the receipt. */
  readonly isOn: (rules: Rules) => boolean;
}

const always = () => true;

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
    title: ({ cleaning }) => `Stock code that is no goods: ${cleaning.notGoods.join(', ')}`,
    isOn: ({ cleaning }) => cleaning.notGoods.length > 0,
  },
  {
    rule: 'lettersOnly',
    title: () => 'Stock code of letters only, so no goods',
    isOn: ({ cleaning }) => cleaning.lettersOnlyAreNotGoods,
  },
  {
    rule: 'excludedCountry',
    title: ({ cleaning }) => `Country left out: ${cleaning.excludeCountries.join(', ')}`,
    isOn: ({ cleaning }) => cleaning.excludeCountries.length > 0,
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
    title: () => 'Nobody knows who bought: customer missing',
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
