import type { Platform } from '../platform.js';
import { each, first, type Row, rest, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { isoDay, money } from '../values.js';

/**
 * ERPNext, Sales Invoice, Menu, Export (frappe's data export): labels of the fields, those of the lines with "(Items)",
 * the invoice's on its first line only. Labels and states of frappe/erpnext, accounts/doctype/sales_invoice and
 * sales_invoice_item. A return is an invoice of its own with a minus in pieces and money.
 */
interface InvoiceRow extends Row {
  readonly isReturn: boolean;
}
const isReturn = (row: Row) => (row as InvoiceRow).isReturn;
const number = (order: Order, kind: 'sale' | 'return') =>
  `${kind === 'sale' ? 'ACC-SINV' : 'ACC-SINV-RET'}-2024-${String(order.index).padStart(5, '0')}`;

const at = (row: Row) => (isReturn(row) ? row.order.refund!.at : row.order.at);
const pieces = (row: Row) => (isReturn(row) ? -row.line.refundedPieces : row.line.pieces);
const lineMoney = (row: Row) => (isReturn(row) ? -row.line.refunded : row.line.net);
const orderNet = (row: Row) => (isReturn(row) ? -row.order.refund!.goods : row.order.net);
const orderTotal = (row: Row) => (isReturn(row) ? -row.order.refund!.total : row.order.total);

const statusOf = (row: Row) => {
  if (isReturn(row)) return 'Return';
  if (row.order.refund?.isFull) return 'Credit Note Issued';
  return { sold: 'Paid', cancelled: 'Cancelled', draft: 'Draft', unpaid: '', failed: '', test: '' }[
    row.order.state
  ];
};

const sale = (order: Order): InvoiceRow[] => rowsOf(order).map((row) => ({ ...row, isReturn: false }));
const credit = (order: Order): InvoiceRow[] =>
  rowsOf(order)
    .filter(({ line }) => line.refunded > 0)
    .map((row, i) => ({ ...row, i, isReturn: true }));

export const erpnext: Platform = {
  name: 'ERPNext',
  file: 'Sales Invoice.csv',
  // A rate per piece has cents: discounts that divide, and none on lines.
  shop: { states: ['cancelled', 'draft'], discounts: 'none', hasFreeLines: false, currencies: ['EUR'] },
  unnamed: {},
  write: (orders) => {
    const blocks = [...orders.map(sale), ...orders.filter(({ refund }) => refund).map(credit)];
    return sheetOfRows(
      [
        first('ID', 'invoice', (row) => number(row.order, isReturn(row) ? 'return' : 'sale')),
        first('Customer', 'customerName', ({ order }) => `${order.person!.first} ${order.person!.last}`),
        first('Date', 'date', (row) => isoDay(at(row))),
        first('Status', 'status', statusOf),
        first('Is Return (Credit Note)', null, (row) => (isReturn(row) ? '1' : '0')),
        first('Return Against', null, (row) => (isReturn(row) ? number(row.order, 'sale') : '')),
        first('Currency', 'currency', ({ order }) => order.currency),
        first('Net Total', 'orderNet', (row) => money(orderNet(row))),
        first('Grand Total', 'orderTotal', (row) => money(orderTotal(row))),
        each(
          'ID (Items)',
          null,
          (row) => `${row.order.index.toString(36)}${row.i}${isReturn(row) ? 'r' : 's'}a7f3`,
        ),
        each('Item (Items)', 'sku', ({ line }) => line.product.sku),
        each('Item Name (Items)', 'title', ({ line }) => line.product.title),
        each('Quantity (Items)', 'quantity', (row) => `${pieces(row)}.0`),
        ...rest(['UOM (Items)'], 'Nos'),
        each('Rate (Items)', 'unitPrice', ({ line }) => money(line.product.price)),
        each('Amount (Items)', 'lineNet', (row) => money(lineMoney(row))),
      ],
      blocks.sort((a, b) => at(a[0]!) - at(b[0]!)),
      { quotes: 'all' },
    );
  },
  truth: (orders) => truthOf(orders, { money: [exactGoods] }),
};
