import type { Platform } from '../platform.js';
import { each, first, type Row, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { dayAndTime, money } from '../values.js';

/**
 * Odoo, Sales, Export with the order's lines: the order's columns stand on its first line only. Header as in
 * test/fixtures/exports/odoo.xlsx (odoo/odoo, addons/web, export of one2many fields). Delivery is a line of the order.
 */
interface OdooRow extends Row {
  readonly isDelivery: boolean;
}
const isDelivery = (row: Row) => (row as OdooRow).isDelivery;
const without = (cents: number) => money(cents).replace(/\.00$/, '.0');

const statusOf = ({ order }: Row) =>
  ({
    sold: 'Sales Order',
    cancelled: 'Cancelled',
    draft: 'Quotation',
    unpaid: 'Quotation Sent',
    failed: '',
    test: '',
  })[order.state];

const rows = (order: Order): OdooRow[] => [
  ...rowsOf(order).map((row) => ({ ...row, isDelivery: false })),
  ...(order.shipping > 0 ? [{ order, line: order.lines[0]!, i: order.lines.length, isDelivery: true }] : []),
];

export const odoo: Platform = {
  name: 'Odoo',
  file: 'Sales Order (sale.order).csv',
  shop: { states: ['cancelled', 'draft', 'unpaid'], refunds: 'none', discounts: 'lines' },
  unnamed: {},
  write: (orders) =>
    sheetOfRows(
      [
        first('Order Reference', 'invoice', ({ order }) => `S0${1000 + order.index}`),
        first('Creation Date', 'date', ({ order }) => dayAndTime(order.at)),
        first('Customer', 'customerName', ({ order }) => `${order.person!.first} ${order.person!.last}`),
        first('Salesperson', null, () => 'Sales Person'),
        each('Order Lines/Product', 'title', (row) =>
          isDelivery(row)
            ? '[Delivery_007] Standard delivery'
            : `[${row.line.product.sku}] ${row.line.product.title}`,
        ),
        each('Order Lines/Quantity', 'quantity', (row) => (isDelivery(row) ? '1.0' : `${row.line.pieces}.0`)),
        each('Order Lines/Unit Price', 'unitPrice', (row) =>
          without(isDelivery(row) ? row.order.shipping : row.line.product.price),
        ),
        each('Order Lines/Discount (%)', null, (row) =>
          isDelivery(row) || row.line.list === 0
            ? '0.0'
            : `${Math.round((100 * row.line.discount) / row.line.list)}.0`,
        ),
        each('Order Lines/Subtotal', 'lineNet', (row) =>
          without(isDelivery(row) ? row.order.shipping : row.line.net),
        ),
        first('Total', 'orderTotal', ({ order }) => without(order.total)),
        first('Currency', 'currency', ({ order }) => order.currency),
        first('Status', 'status', statusOf),
      ],
      [...orders].reverse().map(rows),
      { quotes: 'all' },
    ),
  truth: (orders) => truthOf(orders, { money: [exactGoods] }),
};
