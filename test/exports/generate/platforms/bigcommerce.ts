import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfOrders } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { money, partsOf } from '../values.js';

/**
 * BigCommerce, Orders, Export (template "Default"): a row per order, its lines packed into `Product Details`. Header and
 * packing as in test/fixtures/exports/bigcommerce.csv. A guest is customer 0; days come first in dates; the subtotal is
 * after discounts, with and without tax.
 */
const day = ({ order }: Row) => {
  const { dd, mm, year } = partsOf(order.at);
  return `${dd}/${mm}/${year}`;
};
const who =
  (key: 'first' | 'last' | 'country') =>
  ({ order }: Row) =>
    order.person?.[key] ?? '';
const email = ({ order }: Row) => order.emailAsTyped;

const statusOf = ({ order }: Row) => {
  if (order.refund) return order.refund.isFull ? 'Refunded' : 'Partially Refunded';
  return {
    sold: order.index % 6 === 0 ? 'Shipped' : 'Completed',
    cancelled: 'Cancelled',
    unpaid: 'Incomplete',
    failed: 'Declined',
    test: '',
    draft: '',
  }[order.state];
};

const packed = ({ lines }: Order) =>
  lines
    .map(({ product, pieces, list }, i) =>
      [
        `Product ID: ${100 + i}`,
        `Product Qty: ${pieces}`,
        `Product SKU: ${product.sku}`,
        `Product Name: ${product.title}`,
        'Product Weight: 0.5000',
        'Product Variation Details: ',
        `Product Unit Price: ${money(product.price)}`,
        `Product Total Price: ${money(list)}`,
      ].join(', '),
    )
    .join('|');

export const bigcommerce: Platform = {
  name: 'BigCommerce',
  file: 'orders-2025-11-30.csv',
  shop: { states: ['cancelled', 'unpaid', 'failed'] },
  unnamed: {},
  write: (orders) =>
    sheetOfOrders(
      [
        each('Order ID', 'invoice', ({ order }) => String(1000 + order.index)),
        each('Customer ID', 'customerId', ({ order }) => String(order.person?.account ?? 0)),
        each('Customer Name', null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
        each('Customer Email', 'email', email),
        each('Customer Phone', null, ({ order }) => order.person!.phone),
        each('Order Date', 'date', day),
        each('Order Status', 'status', statusOf),
        each('Subtotal (inc tax)', null, ({ order }) => money(order.net + order.tax)),
        each('Subtotal (ex tax)', 'orderNet', ({ order }) => money(order.net)),
        each('Tax Total', 'tax', ({ order }) => money(order.tax)),
        each('Shipping Cost (inc tax)', null, ({ order }) => money(order.shipping)),
        each('Shipping Cost (ex tax)', 'shipping', ({ order }) => money(order.shipping)),
        ...rest(['Ship Method'], 'Ground'),
        ...rest(['Handling Cost (inc tax)', 'Handling Cost (ex tax)'], '0.0000'),
        each('Order Total (inc tax)', 'orderTotal', ({ order }) => money(order.total)),
        each('Order Total (ex tax)', null, ({ order }) => money(order.net + order.shipping)),
        each('Refund Amount', 'refund', ({ order }) => money(order.refund?.total ?? 0)),
        ...rest(['Payment Method'], 'Credit Card'),
        each('Total Quantity', null, ({ order }) => String(order.pieces)),
        each('Total Shipped', null, ({ order }) => String(order.pieces)),
        each('Date Shipped', null, day),
        each('Order Currency Code', 'currency', ({ order }) => order.currency),
        ...rest(['Exchange Rate'], '1.0000000000'),
        ...rest(['Order Notes', 'Customer Message']),
        each('Billing First Name', null, who('first')),
        each('Billing Last Name', null, who('last')),
        each('Billing Country', 'country', who('country')),
        each('Billing Email', null, email),
        each('Shipping Country', null, who('country')),
        each('Product Details', null, ({ order }) => packed(order)),
      ],
      orders,
    ),
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals] }),
};
