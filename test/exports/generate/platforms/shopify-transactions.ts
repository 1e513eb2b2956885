import type { Platform } from '../platform.js';
import { each, rowsOf, sheetOfRows } from '../sheet.js';
import { dayAndTime, money, offsetOf } from '../values.js';

/**
 * Shopify's export of transactions: a row per try to charge, and nobody who paid. Header as in
 * test/fixtures/exports/shopify-transactions.csv (help.shopify.com, "Export transaction history").
 */
export const shopifyTransactions: Platform = {
  name: 'Shopify transactions',
  file: 'transactions_export_1.csv',
  shop: {},
  unnamed: null,
  write: (orders) =>
    sheetOfRows(
      [
        each('Order', null, ({ order }) => `548000${977_977 + 977 * order.index}`),
        each('Name', 'invoice', ({ order }) => `#${1000 + order.index}`),
        each('Kind', null, ({ i }) => (i === 0 ? 'sale' : 'refund')),
        each('Gateway', null, () => 'shopify_payments'),
        each('Created At', 'date', ({ order }) => `${dayAndTime(order.at)} ${offsetOf(order.at, -8)}`),
        each('Status', 'status', ({ order }) => (order.state === 'sold' ? 'success' : 'failure')),
        each('Amount', 'orderTotal', ({ order, i }) => money(i === 0 ? order.total : order.refund!.total)),
        each('Currency', 'currency', ({ order }) => order.currency),
        each('Card Type', null, () => 'visa'),
      ],
      orders.map((order) => {
        const [row] = rowsOf(order);
        return order.refund ? [row!, { ...row!, i: 1 }] : [row!];
      }),
    ),
  truth: () => ({ refused: /customer/i }),
};
