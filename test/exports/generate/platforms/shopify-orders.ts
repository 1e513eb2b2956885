import type { Platform } from '../platform.js';
import { each, type Field, first, type Row, type Sheet, sheetOfRows } from '../sheet.js';
import type { Cents, Order } from '../shop-table.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { dayAndTime, money, offsetOf } from '../values.js';

/**
 * Shopify's orders export (admin, Orders, Export): a row per line. Header and values as in
 * test/fixtures/exports/shopify.csv, which follows a real file; help.shopify.com/manual/fulfillment/managing-orders/
 * exporting-orders explains the columns. Number, e-mail and date stand on every row, the rest on the first; in files
 * that other programs have written e-mail and date stand on the first only.
 */
const at = ({ order }: Row) => `${dayAndTime(order.at)} ${offsetOf(order.at, -8)}`;

const financialStatus = ({ order }: Row) => {
  if (order.refund) return order.refund.isFull ? 'refunded' : 'partially_refunded';
  return { sold: 'paid', cancelled: 'voided', unpaid: 'pending', test: 'paid', failed: '', draft: '' }[
    order.state
  ];
};

/** A tip and a gift card are lines, without a SKU; neither is shipped. */
interface ExtraLine {
  readonly title: string;
  readonly price: Cents;
}

const extrasOf = ({ tip, giftCard }: Order): ExtraLine[] => [
  ...(giftCard > 0 ? [{ title: `Gift Card - $${money(giftCard)}`, price: giftCard }] : []),
  ...(tip > 0 ? [{ title: 'Tip', price: tip }] : []),
];

interface ShopifyRow extends Row {
  readonly extra: ExtraLine | null;
}

const rowsOf = (order: Order): ShopifyRow[] => [
  ...order.lines.map((line, i) => ({ order, line, i, extra: null })),
  ...extrasOf(order).map((extra, j) => ({
    order,
    line: order.lines[0]!,
    i: order.lines.length + j,
    extra,
  })),
];

const ofLine =
  (goods: (row: Row) => string, other: (extra: ExtraLine) => string): Field['give'] =>
  (row) => {
    const { extra } = row as ShopifyRow;
    return extra ? other(extra) : goods(row);
  };

const blank = (headers: string[]) => headers.map((header) => each(header, null, () => ''));

function fields(repeats: typeof each): Field[] {
  return [
    each('Name', 'invoice', ({ order }) => `#${1000 + order.index}`),
    repeats('Email', 'email', ({ order }) => order.emailAsTyped),
    first('Financial Status', 'status', financialStatus),
    first('Paid at', 'paidAt', (row) => (['sold', 'test'].includes(row.order.state) ? at(row) : '')),
    first('Fulfillment Status', null, ({ order }) => (order.state === 'sold' ? 'fulfilled' : 'unfulfilled')),
    first('Fulfilled at', null, () => ''),
    first('Accepts Marketing', null, () => 'no'),
    first('Currency', 'currency', ({ order }) => order.currency),
    first('Subtotal', 'orderNet', ({ order }) => money(order.net + order.giftCard)),
    first('Shipping', 'shipping', ({ order }) => money(order.shipping)),
    first('Taxes', 'tax', ({ order }) => money(order.tax)),
    first('Total', 'orderTotal', ({ order }) => money(order.total)),
    first('Discount Code', null, ({ order }) => (order.discount > 0 ? `SAVE${order.discountPercent}` : '')),
    first('Discount Amount', 'discount', ({ order }) => money(order.discount)),
    first('Shipping Method', null, () => 'Standard'),
    repeats('Created at', 'date', at),
    each(
      'Lineitem quantity',
      'quantity',
      ofLine(
        ({ line }) => String(line.pieces),
        () => '1',
      ),
    ),
    each(
      'Lineitem name',
      'title',
      ofLine(
        ({ line }) => line.product.title,
        ({ title }) => title,
      ),
    ),
    each(
      'Lineitem price',
      'unitPrice',
      ofLine(
        ({ line }) => money(line.product.price),
        ({ price }) => money(price),
      ),
    ),
    each('Lineitem compare at price', null, () => ''),
    each(
      'Lineitem sku',
      'sku',
      ofLine(
        ({ line }) => line.product.sku,
        () => '',
      ),
    ),
    each(
      'Lineitem requires shipping',
      null,
      ofLine(
        () => 'true',
        () => 'false',
      ),
    ),
    each('Lineitem taxable', null, () => 'true'),
    each('Lineitem fulfillment status', null, () => 'fulfilled'),
    first('Billing Name', null, ({ order }) =>
      order.person ? `${order.person.first} ${order.person.last}` : '',
    ),
    ...blank(['Billing Street', 'Billing Address1', 'Billing Address2', 'Billing Company', 'Billing City']),
    first('Billing Zip', null, () => "'97213"),
    ...blank(['Billing Province']),
    first('Billing Country', 'country', ({ order }) => order.person?.country ?? 'US'),
    ...blank(['Billing Phone', 'Shipping Name', 'Shipping Street', 'Shipping Address1', 'Shipping Address2']),
    ...blank(['Shipping Company', 'Shipping City']),
    first('Shipping Zip', null, () => "'97213"),
    ...blank(['Shipping Province', 'Shipping Country', 'Shipping Phone', 'Notes', 'Note Attributes']),
    first('Cancelled at', 'cancelledAt', (row) => (row.order.state === 'cancelled' ? at(row) : '')),
    first('Payment Method', null, ({ order }) =>
      order.state === 'test' ? '(for testing) Bogus Gateway' : 'Shopify Payments',
    ),
    first('Payment Reference', null, ({ order }) => `r${order.index}x.1`),
    first('Refunded Amount', 'refund', ({ order }) => money(order.refund?.total ?? 0)),
    each('Vendor', null, () => 'Made Up Goods'),
    first('Outstanding Balance', null, ({ order }) =>
      order.state === 'unpaid' ? money(order.total) : '0.00',
    ),
    ...blank(['Employee', 'Location', 'Device ID']),
    first('Id', null, ({ order }) => `548000${String(977_977 + 977 * order.index).padStart(7, '0')}`),
    ...blank(['Tags']),
    first('Risk Level', null, () => 'Low'),
    first('Source', null, () => 'web'),
    each('Lineitem discount', null, () => '0.00'),
    first('Tax 1 Name', null, ({ order }) => (order.tax > 0 ? `State Tax ${order.taxPercent}%` : '')),
    first('Tax 1 Value', null, ({ order }) => (order.tax > 0 ? money(order.tax) : '')),
    ...[2, 3, 4, 5].flatMap((n) => blank([`Tax ${n} Name`, `Tax ${n} Value`])),
    ...blank(['Phone', 'Receipt Number', 'Duties', 'Billing Province Name', 'Shipping Province Name']),
    first('Payment ID', null, ({ order }) => `r${order.index}x.1`),
    ...blank(['Payment Terms Name', 'Next Payment Due At', 'Payment References']),
  ];
}

const newestFirst = (orders: readonly Order[]) => [...orders].reverse();

const writeWith =
  (repeats: typeof each) =>
  (orders: readonly Order[]): Sheet =>
    sheetOfRows(fields(repeats), newestFirst(orders).map(rowsOf));

const shopifyOrders: Platform = {
  name: 'Shopify orders',
  file: 'orders_export_1.csv',
  shop: {
    hasAnonymous: true,
    hasTips: true,
    hasGiftCards: true,
    states: ['cancelled', 'unpaid', 'test'],
  },
  unnamed: { states: ['cancelled', 'unpaid'] },
  write: writeWith(each),
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals] }),
};

export const shopify: readonly Platform[] = [
  shopifyOrders,
  { ...shopifyOrders, name: 'Shopify orders, filled once', write: writeWith(first) },
];
