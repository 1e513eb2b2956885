import type { Platform } from '../platform.js';
import { each, type Row, rest, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { paidTotals, truthOf } from '../truth.js';
import { dayAndTime, money } from '../values.js';

/**
 * Stripe, Payments, Export (all columns): a row per try to pay. Header and values as in
 * test/fixtures/exports/stripe.csv (docs.stripe.com, "Export payments"). `Amount` is in the customer's currency,
 * `Converted Amount` in the account's, in which the orders are counted; both have shipping and tax in them.
 */
interface Try extends Row {
  readonly isFailed: boolean;
}

/** Of the row's currency for a dollar. */
const rates = { usd: 1, eur: 0.92, gbp: 0.78, cad: 1.37 } as const;
const codes = Object.keys(rates) as (keyof typeof rates)[];
const codeOf = ({ person }: Order) => codes[(person?.id ?? 0) % codes.length]!;
const inTheirs = (order: Order, cents: number) => Math.round(cents * rates[codeOf(order)]);

const isFailed = (row: Row) => (row as Try).isFailed;
const isPaid = (row: Row) => !isFailed(row) && ['sold', 'test'].includes(row.order.state);

const statusOf = (row: Row) => {
  if (isFailed(row)) return 'Failed';
  if (row.order.refund?.isFull) return 'Refunded';
  return {
    sold: 'Paid',
    test: 'Paid',
    cancelled: 'Canceled',
    unpaid: 'Requires Capture',
    failed: 'Failed',
    draft: '',
  }[row.order.state];
};

const fields = [
  each('id', 'invoice', (row) => `ch_3T${1000 + row.order.index}${isFailed(row) ? 'f' : ''}`),
  each('Created date (UTC)', 'date', ({ order }) => dayAndTime(order.at)),
  each('Amount', null, ({ order }) => money(inTheirs(order, order.total))),
  each('Amount Refunded', null, (row) =>
    money(isFailed(row) ? 0 : inTheirs(row.order, row.order.refund?.total ?? 0)),
  ),
  each('Currency', null, ({ order }) => codeOf(order)),
  each('Captured', null, (row) => String(isPaid(row))),
  each('Converted Amount', 'orderTotal', ({ order }) => money(order.total)),
  each('Converted Amount Refunded', 'refund', (row) =>
    money(isFailed(row) ? 0 : (row.order.refund?.total ?? 0)),
  ),
  ...rest(['Converted Currency'], 'usd'),
  each('Decline Reason', null, (row) => (statusOf(row) === 'Failed' ? 'insufficient_funds' : '')),
  each('Description', null, ({ order }) => `Order ${1000 + order.index}`),
  each('Fee', null, ({ order }) => money(Math.round(order.total * 0.03))),
  ...rest(['Is Link', 'Link Funding']),
  each('Mode', null, ({ order }) => (order.state === 'test' ? 'Test' : 'Live')),
  ...rest(['PaymentIntent ID']),
  ...rest(['Payment Source Type'], 'card'),
  each('Refunded date (UTC)', null, (row) =>
    row.order.refund && !isFailed(row) ? dayAndTime(row.order.refund.at) : '',
  ),
  ...rest(['Statement Descriptor']),
  each('Status', 'status', statusOf),
  ...rest(['Seller Message', 'Taxes On Fee', 'Card ID']),
  ...rest(['Card Last4'], '4242'),
  ...rest(['Card Brand'], 'Visa'),
  each('Customer ID', null, ({ order }) => (order.person?.account ? `cus_${order.person.account}` : '')),
  ...rest(['Customer Description']),
  each('Customer Email', 'email', ({ order }) => order.emailAsTyped.trim()),
  ...rest(['Invoice ID', 'Transfer']),
];

export const stripePayments: Platform = {
  name: 'Stripe payments',
  file: 'unified_payments.csv',
  shop: { states: ['cancelled', 'unpaid', 'failed', 'test'] },
  // Two amounts, of which one is converted, and a test mode: nobody tells them apart by their words.
  unnamed: null,
  write: (orders) =>
    sheetOfRows(
      fields,
      [...orders].reverse().map((order): Try[] => {
        const row = { ...rowsOf(order)[0]!, isFailed: false };
        return order.state === 'sold' && order.index % 7 === 0 ? [{ ...row, isFailed: true }, row] : [row];
      }),
    ),
  truth: (orders) => truthOf(orders, { money: [paidTotals] }),
};
