import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfLines } from '../sheet.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { money, monthsEn, partsOf } from '../values.js';

/**
 * Wix, Orders, Export: a row per line, all of the order on each; several headers stand twice (delivery and billing).
 * The header is in public tests of programs that read it (support.wix.com, "Exporting your Wix Stores orders"):
 * `Order number,Date created,Time,Fulfill by,Total order quantity,Contact email,…`, with `"Dec 8, 2024","9:15:51 AM"`.
 * The report has no column for discounts.
 */
const date = ({ order }: Row) => {
  const { month, day, year } = partsOf(order.at);
  return `${monthsEn[month]} ${day}, ${year}`;
};
const time = ({ order }: Row) => {
  const { hh, MM, SS, half } = partsOf(order.at);
  return `${Number(hh)}:${MM}:${SS} ${half}`;
};
const name = ({ order }: Row) => `${order.person!.first} ${order.person!.last}`;
const delivery = [
  'Delivery country',
  'Delivery state',
  'Delivery state name',
  'Delivery city',
  'Delivery address',
];

const statusOf = ({ order }: Row) => {
  if (order.refund) return order.refund.isFull ? 'Refunded' : 'Partially refunded';
  return { sold: 'Paid', cancelled: 'Paid', unpaid: 'Unpaid', failed: 'Declined', test: '', draft: '' }[
    order.state
  ];
};

export const wix: Platform = {
  name: 'Wix',
  file: 'Orders.csv',
  shop: { discounts: 'none', states: ['cancelled', 'unpaid'] },
  // "Canceled" stands in the state of the delivery alone.
  unnamed: { states: ['unpaid'] },
  write: (orders) =>
    sheetOfLines(
      [
        each('Order number', 'invoice', ({ order }) => String(10_000 + order.index)),
        each('Date created', 'date', date),
        each('Time', 'time', time),
        ...rest(['Fulfill by']),
        each('Total order quantity', null, ({ order }) => String(order.pieces)),
        each('Contact email', 'email', ({ order }) => order.emailAsTyped),
        ...rest(['Note from customer', 'Additional checkout info']),
        each('Item', 'title', ({ line }) => line.product.title),
        ...rest(['Variant']),
        each('SKU', 'sku', ({ line }) => line.product.sku),
        each('Qty', 'quantity', ({ line }) => String(line.pieces)),
        each('Quantity refunded', 'refundedPieces', ({ line }) => String(line.refundedPieces)),
        each('Price', 'unitPrice', ({ line }) => money(line.product.price)),
        ...rest(['Weight'], '0'),
        ...rest(['Custom text', 'Deposit amount']),
        ...rest(['Delivery method'], 'Standard'),
        ...rest(['Delivery time']),
        each('Recipient name', null, name),
        each('Recipient phone', null, ({ order }) => order.person!.phone),
        ...rest(['Recipient company name']),
        each(delivery[0]!, 'country', ({ order }) => order.person!.country),
        ...rest([...delivery.slice(1), 'Delivery zip/postal code']),
        each('Billing name', null, name),
        each('Billing phone', null, ({ order }) => order.person!.phone),
        ...rest(['Billing company name']),
        each(delivery[0]!, null, ({ order }) => order.person!.country),
        ...rest([...delivery.slice(1), 'Delivery zip/postal code']),
        each('Payment status', 'status', statusOf),
        ...rest(['Payment method'], 'Credit card'),
        ...rest(['Coupon code']),
        ...rest(['Gift card amount'], '0'),
        each('Shipping rate', 'shipping', ({ order }) => money(order.shipping)),
        each('Total tax', 'tax', ({ order }) => money(order.tax)),
        each('Total', 'orderTotal', ({ order }) => money(order.total)),
        each('Currency', 'currency', ({ order }) => order.currency),
        each('Refunded amount', 'refund', ({ order }) => money(order.refund?.total ?? 0)),
        each('Net amount', null, ({ order }) => money(order.total - (order.refund?.total ?? 0))),
        ...rest(['Additional fees'], '0'),
        each('Fulfillment status', null, ({ order }) =>
          order.state === 'cancelled' ? 'Canceled' : 'Fulfilled',
        ),
        ...rest(['Tracking number', 'Fulfillment service', 'Shipping label']),
      ],
      orders,
    ),
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals] }),
};
