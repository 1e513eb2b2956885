import type { Platform } from '../platform.js';
import { each, type Row, rest, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, hasAccount, truthOf } from '../truth.js';
import { clock, dollars, isoDay } from '../values.js';

/**
 * Square, Transactions, Export, "Items Detail CSV": a row per item, refunds as rows of their own with a minus. The header
 * and values such as `2026-10-05,10:15:00,Eastern Time (US & Canada),…,"$45.00"` stand in public tests of programs that
 * read it (squareup.com/help, "Export your transactions"). A walk-in has no customer id. There is no currency code.
 */
interface SquareRow extends Row {
  readonly isRefund: boolean;
}

const isRefund = (row: Row) => (row as SquareRow).isRefund;
const at = ({ order, ...row }: Row) => (isRefund({ order, ...row }) ? order.refund!.at : order.at);
const name = ({ order }: Row) => (hasAccount(order) ? `${order.person!.first} ${order.person!.last}` : '');
const customer = ({ order }: Row) =>
  hasAccount(order) ? `CUST${order.person!.account!.toString(36).toUpperCase()}` : '';

const sales = (order: Order): SquareRow[] => rowsOf(order).map((row) => ({ ...row, isRefund: false }));
const returns = (order: Order): SquareRow[] =>
  rowsOf(order)
    .filter(({ line }) => line.refundedPieces > 0)
    .map((row) => ({ ...row, isRefund: true }));

/** Of the row's pieces: a refund takes back list price and discount alike. */
const share = (row: Row, of: 'list' | 'discount') => {
  const { line } = row;
  if (!isRefund(row)) return line[of];
  const list = line.product.price * line.refundedPieces;
  return of === 'list' ? -list : -(list - line.refunded);
};

const blank = (headers: string[]) => rest(headers);

const fields = [
  each('Date', 'date', (row) => isoDay(at(row))),
  each('Time', 'time', (row) => clock(at(row))),
  ...rest(['Time Zone'], 'Eastern Time (US & Canada)'),
  ...rest(['Category'], 'Home'),
  each('Item', 'title', ({ line }) => line.product.title),
  each('Qty', 'quantity', (row) => `${isRefund(row) ? -row.line.refundedPieces : row.line.pieces}.0`),
  ...rest(['Price Point Name'], 'Regular'),
  each('SKU', 'sku', ({ line }) => line.product.sku),
  ...blank(['Modifiers Applied']),
  each('Gross Sales', 'lineList', (row) => dollars(share(row, 'list'))),
  each('Discounts', 'discount', (row) => dollars(-share(row, 'discount'))),
  each('Net Sales', 'lineNet', (row) => dollars(share(row, 'list') - share(row, 'discount'))),
  each('Tax', 'tax', (row) =>
    dollars(Math.round(((share(row, 'list') - share(row, 'discount')) * row.order.taxPercent) / 100)),
  ),
  each('Transaction ID', 'invoice', (row) => `${isRefund(row) ? 'R' : 'T'}${row.order.index}xQ7Zb`),
  each('Payment ID', null, (row) => `P${isRefund(row) ? 'R' : ''}${row.order.index}`),
  ...rest(['Device Name'], 'Counter iPad'),
  ...blank(['Notes']),
  each('Details', null, (row) => `https://squareup.com/dashboard/sales/transactions/${row.order.index}`),
  each('Event Type', null, (row) => (isRefund(row) ? 'Refund' : 'Payment')),
  ...rest(['Location'], 'Main'),
  ...blank(['Dining Option']),
  each('Customer ID', 'customerId', customer),
  each('Customer Name', null, name),
  ...blank(['Customer Reference ID', 'Unit']),
  each('Count', null, (row) => String(isRefund(row) ? -row.line.refundedPieces : row.line.pieces)),
  ...rest(['Itemization Type'], 'Physical Good'),
  ...rest(['Commission'], '$0.00'),
  ...blank(['Employee']),
];

export const squareItems: Platform = {
  name: 'Square items',
  file: 'items-2024-01-01-2025-11-30.csv',
  shop: { hasGuests: true, states: [], discounts: 'lines', hasFreeLines: false },
  unnamed: {},
  write: (orders) => {
    const blocks = [...orders.map(sales), ...orders.map(returns)].filter((rows) => rows.length > 0);
    return sheetOfRows(
      fields,
      blocks.sort((a, b) => at(b[0]!) - at(a[0]!)),
    );
  },
  truth: (orders) => truthOf(orders, { isKnown: hasAccount, money: [exactGoods], hasCurrency: false }),
};
