import { percent } from '../segments/describe-segment.js';
import { countInWords } from '../words/figures.js';
import type { CleaningFindings } from './cleaning-findings.js';
import type { Identity, ReceiptRow } from './receipt.js';

/** A rule that takes a larger share of the money than this is said aloud, 0..1. */
const muchMoney = 0.02;

/** What is no sale is left out by anybody, but so much of it may be a misread state, 0..1. */
const muchNotSold = 0.1;

/** Many sales are nobody's, as at a till; so many may be a column of customers that is misread, 0..1. */
const muchAnonymous = 0.3;

/** Rules by which a shop may lose money that it wanted to count; the others are what anybody would leave out. */
const debatable = new Set([
  'belowMinimumPrice',
  'notGoods',
  'lettersOnly',
  'excludedCountry',
  'incomplete',
  'noDescription',
  'duplicate',
]);

/** What whoever reads the result must know of how it was cleaned. */
export function cleaningNotes(
  rows: readonly ReceiptRow[],
  { statesUnknown, sharedNumbers, discountLines }: CleaningFindings,
  identity: Identity,
): string[] {
  const read = rows.find(({ kind }) => kind === 'read')?.money ?? 0;
  const taken = rows
    .filter(
      ({ kind, rule, money }) =>
        kind === 'removed' &&
        ((debatable.has(rule) && money > muchMoney * read) ||
          (rule === 'notSold' && money > muchNotSold * read) ||
          (rule === 'anonymous' && money > muchAnonymous * read)),
    )
    .map(({ title, money }) => `A rule takes ${percent(money / read)} of the money: ${title}.`);
  const states =
    statesUnknown.length > 0
      ? [
          `${countInWords(statesUnknown.length, 'state')} of orders that nobody knows ${statesUnknown.length === 1 ? 'counts' : 'count'} as sold: ${statesUnknown
            .slice(0, 5)
            .map((state) => `'${state}'`)
            .join(', ')} (rule cleaning.statesThatDoNotCount).`,
        ]
      : [];
  const {
    joinedOrders,
    emailOrders,
    phoneOrders,
    sharedEmails,
    customersOfSharedEmails,
    moneyShareOfSharedEmails,
    merged,
  } = identity;
  const guests = joinedOrders + emailOrders + phoneOrders;
  const who = [
    ...(guests > 0
      ? [
          `${countInWords(guests, 'order')} of guests ${guests === 1 ? 'counts' : 'count'} by e-mail address or phone number.`,
        ]
      : []),
    ...(merged > 0
      ? [
          `${countInWords(merged, 'customer')} ${merged === 1 ? 'was' : 'were'} merged with another by e-mail address.`,
        ]
      : []),
    ...(sharedEmails > 0 && merged === 0
      ? [
          `${countInWords(customersOfSharedEmails, 'customer')} with ${percent(moneyShareOfSharedEmails)} of the money share ${sharedEmails === 1 ? 'an e-mail address' : `${sharedEmails} e-mail addresses`}: merging them (rule identity.mergeByEmail: always) would leave ${customersOfSharedEmails - sharedEmails} fewer.`,
        ]
      : []),
  ];
  const { numbers, orders, example } = sharedNumbers;
  const split =
    numbers > 0
      ? [
          `${countInWords(numbers, 'order number')} (${example} for example) ${numbers === 1 ? 'has' : 'have'} lines of several customers, or of days far apart, and ${numbers === 1 ? 'counts' : 'count'} as ${countInWords(orders, 'order')} (rule cleaning.sharedNumbers).`,
        ]
      : [];
  const spread =
    discountLines.lines > 0
      ? [
          `${countInWords(discountLines.lines, 'line')} such as '${discountLines.example}' ${discountLines.lines === 1 ? 'is a discount' : 'are discounts'}, taken off the other goods of ${discountLines.lines === 1 ? 'its order' : 'their orders'} (rule cleaning.discountLines).`,
        ]
      : [];
  return [...taken, ...states, ...split, ...spread, ...who];
}
