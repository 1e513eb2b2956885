import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfLines } from '../sheet.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { isoDay, money, partsOf } from '../values.js';

/**
 * "Advanced Order Export For WooCommerce" (algolplus): a row per line, all of the order on each. Header as in
 * test/fixtures/exports/woocommerce-advanced-export.csv. `Quantity (- Refund)` is what is left of the pieces, so that
 * what was bought is known from the order's subtotal only.
 */
const minute = (at: number) => `${isoDay(at)} ${partsOf(at).HH}:${partsOf(at).MM}`;
const who =
  (key: 'first' | 'last' | 'country' | 'phone') =>
  ({ order }: Row) =>
    order.person?.[key] ?? '';

const statusOf = ({ order }: Row) => {
  if (order.refund?.isFull) return 'Refunded';
  return {
    sold: 'Completed',
    cancelled: 'Cancelled',
    unpaid: 'Pending payment',
    failed: 'Failed',
    test: '',
    draft: 'Draft',
  }[order.state];
};

export const woocommerceAdvanced: Platform = {
  name: 'WooCommerce Advanced Order Export',
  file: 'orders-2025-11-30.csv',
  shop: { hasAnonymous: true, states: ['cancelled', 'unpaid', 'failed'] },
  // What is left of the pieces is a column of this plugin's alone.
  unnamed: { refunds: 'none' },
  write: (orders) =>
    sheetOfLines(
      [
        each('Order Number', 'invoice', ({ order }) => String(1000 + order.index)),
        each('Order Status', 'status', statusOf),
        each('Order Date', 'date', ({ order }) => minute(order.at)),
        each('Customer Note', null, ({ order }) => (order.index % 9 === 0 ? 'Ring twice, please' : '')),
        each('First Name (Billing)', null, who('first')),
        each('Last Name (Billing)', null, who('last')),
        ...rest(['Company (Billing)']),
        ...rest(['Address 1&2 (Billing)'], '1 Some Street'),
        ...rest(['City (Billing)'], 'Somewhere'),
        ...rest(['State Code (Billing)'], 'NY'),
        ...rest(['Postcode (Billing)'], '10001'),
        each('Country Code (Billing)', 'country', who('country')),
        each('Email (Billing)', 'email', ({ order }) => order.emailAsTyped),
        each('Phone (Billing)', null, who('phone')),
        each('First Name (Shipping)', null, who('first')),
        each('Last Name (Shipping)', null, who('last')),
        ...rest(['Address 1&2 (Shipping)'], '1 Some Street'),
        ...rest(['City (Shipping)'], 'Somewhere'),
        ...rest(['State Code (Shipping)'], 'NY'),
        ...rest(['Postcode (Shipping)'], '10001'),
        each('Country Code (Shipping)', null, who('country')),
        ...rest(['Payment Method Title'], 'Credit Card'),
        each('Cart Discount Amount', 'discount', ({ order }) => money(order.discount)),
        each('Order Subtotal Amount', 'orderList', ({ order }) => money(order.list)),
        ...rest(['Shipping Method Title'], 'Flat rate'),
        each('Order Shipping Amount', 'shipping', ({ order }) => money(order.shipping)),
        each('Order Refund Amount', 'refund', ({ order }) => money(order.refund?.total ?? 0)),
        each('Order Total Amount', 'orderTotal', ({ order }) => money(order.total)),
        each('Order Total Tax Amount', 'tax', ({ order }) => money(order.tax)),
        each('SKU', 'sku', ({ line }) => line.product.sku),
        each('Item #', null, ({ i }) => String(i + 1)),
        each('Item Name', 'title', ({ line }) => line.product.title),
        each('Quantity (- Refund)', 'quantity', ({ line }) => String(line.pieces - line.refundedPieces)),
        each('Item Cost', 'unitPrice', ({ line }) => money(line.product.price)),
        each('Coupon Code', null, ({ order }) => (order.discount > 0 ? `save${order.discountPercent}` : '')),
        each('Discount Amount', 'discount', ({ order }) => (order.discount > 0 ? money(order.discount) : '')),
        each('Discount Amount Tax', null, ({ order }) => (order.discount > 0 ? '0' : '')),
      ],
      orders,
    ),
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals], hasCurrency: false }),
};
