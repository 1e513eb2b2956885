import type { Platform } from '../platform.js';
import { each, type Row, rest, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { paidTotals, truthOf } from '../truth.js';
import { clock, grouped, money, partsOf } from '../values.js';

/**
 * PayPal, Activity download, "All transactions" as CSV: a row per movement of the account. The header and lines such as
 * `01/05/2022,06:53:17,PST,Tomorrow Corporation,Website Payment,Completed,USD,"1,234.00",…` stand in public tests of
 * programs that read it (paypal.com/us/cshelp, "How do I download my account activity"). Sales are payments received;
 * withdrawals, holds and what the shop bought itself are none, and the sender of a refund is the shop: its
 * `Reference Txn ID` names the sale.
 */
type Kind = 'sale' | 'refund' | 'withdrawal' | 'purchase' | 'hold' | 'release';

interface Movement extends Row {
  readonly kind: Kind;
}

const shopEmail = 'shop@example.com';
const kindOf = (row: Row) => (row as Movement).kind;
const txn = (order: Order, kind: Kind) =>
  `${order.index.toString(36).padStart(3, '0')}${kind[0]}5120${kind.length}TX`.toUpperCase();

const at = (row: Row) => (kindOf(row) === 'refund' ? row.order.refund!.at : row.order.at);

/** What the movement adds to the balance. */
const gross = (row: Row): number => {
  const { order } = row;
  return {
    sale: order.total,
    refund: -(order.refund?.total ?? 0),
    withdrawal: -50_000,
    purchase: -1299,
    hold: -order.total,
    release: order.total,
  }[kindOf(row)];
};

const types: Record<Kind, string> = {
  sale: 'Express Checkout Payment',
  refund: 'Payment Refund',
  withdrawal: 'General Withdrawal',
  purchase: 'PreApproved Payment Bill User Payment',
  hold: 'Payment Hold',
  release: 'Payment Release',
};

const statusOf = (row: Row) =>
  ({ sold: 'Completed', unpaid: 'Pending', failed: 'Denied', cancelled: 'Canceled', test: '', draft: '' })[
    row.order.state
  ];

const buyer = ({ order }: Row) => order.person!.email;
const isSale = (row: Row) => kindOf(row) === 'sale';
const amount = (cents: number) => grouped(cents, ',', '.');
const fee = (row: Row) => (isSale(row) ? -Math.round(row.order.total * 0.03) : 0);

const fields = [
  each('Date', 'date', (row) => {
    const { mm, dd, year } = partsOf(at(row));
    return `${mm}/${dd}/${year}`;
  }),
  each('Time', 'time', (row) => clock(at(row))),
  ...rest(['TimeZone'], 'PST'),
  each(
    'Name',
    null,
    (row) =>
      (
        ({ withdrawal: 'Bank', purchase: 'Streaming Inc', hold: '', release: '' }) as Partial<
          Record<Kind, string>
        >
      )[kindOf(row)] ?? `${row.order.person!.first} ${row.order.person!.last}`,
  ),
  each('Type', null, (row) => types[kindOf(row)]),
  each('Status', 'status', statusOf),
  each('Currency', 'currency', ({ order }) => order.currency),
  each('Gross', 'orderTotal', (row) => amount(gross(row))),
  each('Fee', null, (row) => amount(fee(row))),
  each('Net', null, (row) => amount(gross(row) + fee(row))),
  each('From Email Address', 'email', (row) => (isSale(row) ? buyer(row) : shopEmail)),
  each('To Email Address', null, (row) => {
    if (isSale(row)) return shopEmail;
    return kindOf(row) === 'refund' ? buyer(row) : '';
  }),
  each('Transaction ID', 'invoice', (row) => txn(row.order, kindOf(row))),
  ...rest(['CounterParty Status'], 'Verified'),
  each('Shipping Address', null, (row) => (isSale(row) ? '1 Some St, Austin, TX, 78701, United States' : '')),
  ...rest(['Address Status']),
  each('Item Title', 'title', (row) =>
    isSale(row) ? row.order.lines.map(({ product }) => product.title).join(', ') : '',
  ),
  ...rest(['Item ID']),
  each('Shipping and Handling Amount', 'shipping', (row) => (isSale(row) ? money(row.order.shipping) : '')),
  ...rest(['Insurance Amount']),
  each('Sales Tax', 'tax', (row) => (isSale(row) ? money(row.order.tax) : '')),
  ...rest(['Option 1 Name', 'Option 1 Value', 'Option 2 Name', 'Option 2 Value', 'Escrow Id']),
  each('Reference Txn ID', null, (row) =>
    ['sale', 'withdrawal', 'purchase'].includes(kindOf(row)) ? '' : txn(row.order, 'sale'),
  ),
  each('Invoice Number', null, (row) => (isSale(row) ? String(1000 + row.order.index) : '')),
  ...rest(['Custom Number', 'Quantity', 'Receipt ID']),
  each('Balance', null, ({ order }) => amount(1_000_000 + 117 * order.index)),
  ...rest(['Address Line 1', 'Address Line 2/District/Neighborhood', 'Town/City']),
  ...rest(['State/Province/Region/County/Territory/Prefecture/Republic', 'Zip/Postal Code']),
  each('Country', 'country', (row) => (isSale(row) ? 'United States' : '')),
  ...rest(['Contact Phone Number', 'Subject', 'Note']),
  each('Country Code', null, (row) => (isSale(row) ? 'US' : '')),
  each('Balance Impact', null, (row) => (gross(row) < 0 ? 'Debit' : 'Credit')),
];

/** A sale, what is held of it and released, and what the shop does beside. */
const movements = (order: Order): Movement[] => {
  const row = rowsOf(order)[0]!;
  const as = (kind: Kind): Movement => ({ ...row, kind });
  const isCompleted = order.state === 'sold';
  return [
    as('sale'),
    ...(isCompleted && order.index % 11 === 0 ? [as('hold'), as('release')] : []),
    ...(isCompleted && order.index % 13 === 0 ? [as('withdrawal')] : []),
    ...(isCompleted && order.index % 17 === 0 ? [as('purchase')] : []),
  ];
};

export const paypalActivity: Platform = {
  name: 'PayPal activity',
  file: 'Download.CSV',
  shop: { states: ['unpaid', 'failed'], hasFreeLines: false },
  // Movements of an account are sales by their platform's words only.
  unnamed: null,
  write: (orders) => {
    const refunds = orders
      .filter(({ refund }) => refund)
      .map((order): Movement[] => [{ ...rowsOf(order)[0]!, kind: 'refund' }]);
    const blocks = [...orders.map(movements), ...refunds].sort((a, b) => at(a[0]!) - at(b[0]!));
    return sheetOfRows(fields, blocks, { quotes: 'all', encoding: 'utf-8 with BOM' });
  },
  truth: (orders) => truthOf(orders, { money: [paidTotals] }),
};
