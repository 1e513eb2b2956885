import type { Named, Platform } from '../platform.js';
import { each, type Field, type Row, rest, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { dayAndTime, money } from '../values.js';

/**
 * Olist (the public data set "Brazilian E-Commerce" on Kaggle): tables to be joined, and their join as notebooks make it.
 * Headers as in test/fixtures/exports/olist*.csv. A row of the items is one piece; `payment_value` is of the whole order
 * and repeats; `customer_id` is new for every order, `customer_unique_id` is the person.
 */
const hash = (text: string) => {
  let out = '';
  for (let part = 0; part < 4; part++) {
    let h = 2_166_136_261 ^ part;
    for (const letter of `${text}${part}`) h = Math.imul(h ^ letter.charCodeAt(0), 16_777_619);
    out += (h >>> 0).toString(16).padStart(8, '0');
  }
  return out;
};

/** One piece. */
const piecesOf = (order: Order): Row[] =>
  order.lines
    .flatMap((line) => Array.from({ length: line.pieces }, () => line))
    .map((line, i) => ({ order, line, i }));
const onceOf = (order: Order): Row[] => piecesOf(order).slice(0, 1);

const orderId = each('order_id', 'invoice', ({ order }) => hash(`order ${order.index}`));
const customerId = each('customer_id', null, ({ order }) => hash(`account ${order.index}`));
const statusOf = ({ order }: Row) =>
  ({ sold: 'delivered', cancelled: 'canceled', unpaid: 'unavailable', failed: '', test: '', draft: '' })[
    order.state
  ];

const orderFields: Field[] = [
  orderId,
  customerId,
  each('order_status', 'status', statusOf),
  each('order_purchase_timestamp', 'date', ({ order }) => dayAndTime(order.at)),
  ...[
    'order_approved_at',
    'order_delivered_carrier_date',
    'order_delivered_customer_date',
    'order_estimated_delivery_date',
  ].map((header, i) => each(header, null, ({ order }) => dayAndTime(order.at + 86_400_000 * (1 + 5 * i)))),
];
const personFields: Field[] = [
  each('customer_unique_id', 'customerId', ({ order }) => hash(`person ${order.person!.id}`)),
  ...rest(['customer_zip_code_prefix'], '01001'),
  ...rest(['customer_city'], 'sao paulo'),
  ...rest(['customer_state'], 'SP'),
];
const itemFields: Field[] = [
  each('order_item_id', null, ({ i }) => String(i + 1)),
  each('product_id', 'sku', ({ line }) => hash(line.product.sku)),
  ...rest(['seller_id'], 'f'.repeat(32)),
  each('shipping_limit_date', null, ({ order }) => dayAndTime(order.at + 3 * 86_400_000)),
  each('price', 'unitPrice', ({ line }) => money(line.product.price)),
  ...rest(['freight_value'], '12.50'),
];
const paymentFields: Field[] = [
  ...rest(['payment_sequential'], '1'),
  ...rest(['payment_type'], 'credit_card'),
  ...rest(['payment_installments'], '1'),
  each('payment_value', 'orderTotal', ({ order }) => money(order.net + 1250 * order.pieces)),
];

const shop: Platform['shop'] = {
  states: ['cancelled', 'unpaid'],
  refunds: 'none',
  discounts: 'none',
  hasFreeLines: false,
  currencies: ['BRL'],
};

const truth: Platform['truth'] = (orders) => truthOf(orders, { money: [exactGoods], hasCurrency: false });

const joined: Platform = {
  name: 'Olist, joined',
  file: 'olist-joined.csv',
  shop,
  // A price without a number of pieces, and the payment of the whole order on each row of it.
  unnamed: {},
  write: (orders) =>
    sheetOfRows([...orderFields, ...personFields, ...itemFields, ...paymentFields], orders.map(piecesOf)),
  truth,
};

const tables: Platform = {
  name: 'Olist, four tables',
  file: 'olist_orders_dataset.csv',
  shop,
  unnamed: null,
  write: (orders): Named[] => [
    {
      file: 'olist_orders_dataset.csv',
      sheet: sheetOfRows(orderFields, orders.map(onceOf), { quotes: 'all' }),
    },
    {
      file: 'olist_order_items_dataset.csv',
      sheet: sheetOfRows([orderId, ...itemFields], orders.map(piecesOf)),
    },
    {
      file: 'olist_customers_dataset.csv',
      sheet: sheetOfRows([customerId, ...personFields], orders.map(onceOf)),
    },
    {
      file: 'olist_order_payments_dataset.csv',
      sheet: sheetOfRows([orderId, ...paymentFields], orders.map(onceOf)),
    },
  ],
  truth,
};

export const olist: readonly Platform[] = [joined, tables];
