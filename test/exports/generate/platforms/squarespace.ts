import type { Platform } from '../platform.js';
import { each, first, type Row, rowsOf, sheetOfRows } from '../sheet.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { dayAndTime, money, offsetOf, partsOf } from '../values.js';

/**
 * Squarespace, Orders, Download CSV: a row per line, everything of the order on its first row only. Header as in
 * test/fixtures/exports/squarespace.csv (support.squarespace.com, "Exporting orders"); public samples have been saved
 * again by Excel, with dates such as 7/25/2018 21:06. The subtotal is before discounts.
 */
const statusOf = ({ order }: Row) => {
  if (order.refund) return order.refund.isFull ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  return { sold: 'PAID', cancelled: 'PAID', unpaid: 'PENDING', failed: 'FAILED', test: '', draft: '' }[
    order.state
  ];
};

const blank = (headers: string[]) => headers.map((header) => each(header, null, () => ''));

const exported = (at: number) => `${dayAndTime(at)} ${offsetOf(at, -5)}`;
const savedByExcel = (at: number) => {
  const { month, day, year, hours, MM } = partsOf(at);
  return `${month + 1}/${day}/${year} ${hours}:${MM}`;
};

export const squarespace: Platform = {
  name: 'Squarespace',
  file: 'orders.csv',
  shop: {},
  unnamed: {},
  write: (orders, random) => {
    const time = random() < 0.3 ? savedByExcel : exported;
    const name = ({ order }: Row) => `${order.person!.first} ${order.person!.last}`;
    return sheetOfRows(
      [
        each('Order ID', 'invoice', ({ order }) => String(1000 + order.index).padStart(5, '0')),
        first('Email', 'email', ({ order }) => order.emailAsTyped),
        first('Financial Status', 'status', statusOf),
        first('Paid at', null, ({ order }) => (order.state === 'sold' ? time(order.at) : '')),
        first('Fulfillment Status', null, ({ order }) =>
          order.state === 'cancelled' ? 'canceled' : 'fulfilled',
        ),
        first('Fulfilled at', null, () => ''),
        first('Currency', 'currency', ({ order }) => order.currency),
        first('Subtotal', 'orderList', ({ order }) => money(order.list)),
        first('Shipping', 'shipping', ({ order }) => money(order.shipping)),
        first('Taxes', 'tax', ({ order }) => money(order.tax)),
        first('Amount Refunded', 'refund', ({ order }) => money(order.refund?.total ?? 0)),
        first('Total', 'orderTotal', ({ order }) => money(order.total)),
        first('Discount Code', null, ({ order }) =>
          order.discount > 0 ? `SAVE${order.discountPercent}` : '',
        ),
        first('Discount Amount', 'discount', ({ order }) => money(order.discount)),
        first('Shipping Method', null, () => ''),
        first('Created at', 'date', ({ order }) => time(order.at)),
        each('Lineitem quantity', 'quantity', ({ line }) => String(line.pieces)),
        each('Lineitem name', 'title', ({ line }) => line.product.title),
        each('Lineitem price', 'unitPrice', ({ line }) => money(line.product.price)),
        each('Lineitem sku', 'sku', ({ line }) => line.product.sku),
        ...blank(['Lineitem variant']),
        each('Lineitem requires shipping', null, () => 'true'),
        each('Lineitem taxable', null, () => 'true'),
        each('Lineitem fulfillment status', null, () => 'fulfilled'),
        first('Billing Name', null, name),
        ...blank(['Billing Address1', 'Billing Address2', 'Billing City', 'Billing Zip', 'Billing Province']),
        first('Billing Country', 'country', () => 'United States'),
        ...blank(['Billing Phone']),
        first('Shipping Name', null, name),
        ...blank([
          'Shipping Address1',
          'Shipping Address2',
          'Shipping City',
          'Shipping Zip',
          'Shipping Province',
        ]),
        first('Shipping Country', null, () => 'United States'),
        ...blank(['Shipping Phone']),
        first('Cancelled at', 'cancelledAt', ({ order }) =>
          order.state === 'cancelled' ? time(order.at) : '',
        ),
        ...blank(['Private Notes']),
        first('Payment Method', null, () => 'Stripe'),
        ...blank(['Payment Reference']),
      ],
      [...orders].reverse().map(rowsOf),
    );
  },
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals] }),
};
