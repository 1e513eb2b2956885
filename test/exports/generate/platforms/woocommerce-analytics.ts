import type { Platform } from '../platform.js';
import { each, type Row, rowsOf, sheetOfRows } from '../sheet.js';
import { exactGoods, truthOf } from '../truth.js';
import { dayAndTime, dollars } from '../values.js';

/**
 * WooCommerce, Analytics, Orders, Download: a row per order and a row of its own with a minus per refund, under the
 * order's number. Header of Automattic/woocommerce, src/Admin/API/Reports/Orders/Controller.php, get_export_columns();
 * values as in test/fixtures/exports/woocommerce-analytics.csv. The customer is a name.
 */
interface AnalyticsRow extends Row {
  readonly isRefund: boolean;
}

const isRefund = (row: Row) => (row as AnalyticsRow).isRefund;
const number = (cents: number) => String(cents / 100);

const statusOf = ({ order }: Row) => {
  if (order.refund?.isFull) return 'refunded';
  return {
    sold: 'completed',
    cancelled: 'cancelled',
    unpaid: 'on-hold',
    failed: 'failed',
    test: '',
    draft: '',
  }[order.state];
};

const fields = [
  each('Date', 'date', (row) => dayAndTime(isRefund(row) ? row.order.refund!.at : row.order.at)),
  each('Order #', 'invoice', ({ order }) => String(1000 + order.index)),
  each('N. Revenue (formatted)', 'orderTotal', (row) =>
    isRefund(row) ? dollars(-row.order.refund!.total) : dollars(row.order.total),
  ),
  each('Status', 'status', statusOf),
  each('Customer', 'customerName', ({ order }) =>
    order.person ? `${order.person.first} ${order.person.last}` : '',
  ),
  each('Customer type', null, ({ order }) => (order.index % 3 === 0 ? 'returning' : 'new')),
  each('Product(s)', 'title', ({ order }) =>
    order.lines.map(({ pieces, product }) => `${pieces}× ${product.title}`).join(', '),
  ),
  each('Items sold', 'quantity', (row) =>
    String(
      isRefund(row) ? -row.order.lines.reduce((n, line) => n + line.refundedPieces, 0) : row.order.pieces,
    ),
  ),
  each('Coupon(s)', null, ({ order }) => (order.discount > 0 ? `save${order.discountPercent}` : '')),
  each('Net Sales', 'orderNet', (row) => number(isRefund(row) ? -row.order.refund!.goods : row.order.net)),
  each('Attribution', null, () => 'Organic: Google'),
];

export const woocommerceAnalytics: Platform = {
  name: 'WooCommerce Analytics',
  file: 'orders_2024-01-01.csv',
  shop: { hasAnonymous: true, states: ['cancelled', 'unpaid', 'failed'] },
  unnamed: {},
  write: (orders) => {
    const sold = orders.map((order) => rowsOf(order).slice(0, 1));
    const paidBack = orders
      .filter(({ refund }) => refund)
      .map((order) => [{ ...rowsOf(order)[0]!, isRefund: true }] as AnalyticsRow[]);
    const when = ([row]: readonly Row[]) => (isRefund(row!) ? row!.order.refund!.at : row!.order.at);
    return sheetOfRows(
      fields,
      [...sold, ...paidBack].sort((a, b) => when(a) - when(b)),
      { encoding: 'utf-8 with BOM' },
    );
  },
  // A dollar sign is no code.
  truth: (orders) => truthOf(orders, { money: [exactGoods], hasCurrency: false }),
};
