import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfOrders } from '../sheet.js';
import { paidTotals, truthOf } from '../truth.js';
import { countryNames, dayAndTime, fourDecimals } from '../values.js';

/**
 * OpenCart's table `oc_order` as phpMyAdmin exports it (OpenCart itself has no export). Header as in
 * test/fixtures/exports/opencart.csv (opencart/opencart, upload/install/opencart.sql). A state is a number: 0 never
 * confirmed, 5 complete, 7 cancelled, 10 failed, 11 refunded (whole); `invoice_no` is 0 until an invoice is made.
 */
const statusOf = ({ order }: Row) => {
  if (order.refund) return '11';
  return { sold: '5', cancelled: '7', unpaid: '0', failed: '10', test: '', draft: '' }[order.state];
};
const country = ({ order }: Row) => countryNames[order.person!.country];
const when = ({ order }: Row) => dayAndTime(order.at);

export const opencart: Platform = {
  name: 'OpenCart',
  file: 'oc_order.csv',
  shop: { states: ['cancelled', 'unpaid', 'failed'], refunds: 'full', hasSpellings: true },
  unnamed: null,
  write: (orders) =>
    sheetOfOrders(
      [
        each('order_id', 'invoice', ({ order }) => String(1000 + order.index)),
        ...rest(['invoice_no'], '0'),
        ...rest(['invoice_prefix'], 'INV-2024-00'),
        ...rest(['store_id'], '0'),
        ...rest(['store_name'], 'Made Up Goods'),
        ...rest(['store_url'], 'https://shop.example.com/'),
        each('customer_id', 'customerId', ({ order }) => String(order.person?.account ?? 0)),
        ...rest(['customer_group_id'], '1'),
        each('firstname', null, ({ order }) => order.person!.first),
        each('lastname', null, ({ order }) => order.person!.last),
        each('email', 'email', ({ order }) => order.emailAsTyped),
        each('telephone', null, ({ order }) => order.person!.phone),
        each('payment_country', 'country', country),
        ...rest(['payment_method'], 'Card'),
        each('shipping_country', null, country),
        each('total', 'orderTotal', ({ order }) => fourDecimals(order.total)),
        each('order_status_id', 'status', statusOf),
        ...rest(['language_id'], '1'),
        ...rest(['currency_id'], '2'),
        each('currency_code', 'currency', ({ order }) => order.currency),
        ...rest(['currency_value'], '1.00000000'),
        ...rest(['ip'], '192.0.2.1'),
        each('date_added', 'date', when),
        each('date_modified', null, when),
      ],
      orders,
      { quotes: 'all' },
    ),
  truth: (orders) => truthOf(orders, { money: [paidTotals] }),
};
