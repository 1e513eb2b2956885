import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfOrders } from '../sheet.js';
import { goodsAndRefundTotals, paidTotals, truthOf } from '../truth.js';
import { fourDecimals, monthsEn, partsOf } from '../values.js';

/**
 * Magento's grid of orders (Sales, Orders, Export, CSV): a row per order. Header as in
 * test/fixtures/exports/magento.csv (magento/magento2, view/adminhtml/ui_component/sales_order_grid.xml). A cell has line
 * breaks. The grid has no discount and no tax of its own: a shop without discounts is what it can tell to the cent.
 */
const when = ({ order }: Row) => {
  const { month, day, year, hh, MM, SS, half } = partsOf(order.at);
  return `${monthsEn[month]} ${day}, ${year} ${hh}:${MM}:${SS} ${half}`;
};
const name = ({ order }: Row) => (order.person ? `${order.person.first} ${order.person.last}` : '');

const statusOf = ({ order }: Row) => {
  if (order.refund?.isFull) return 'closed';
  return {
    sold: order.index % 5 === 0 ? 'processing' : 'complete',
    cancelled: 'canceled',
    unpaid: 'pending_payment',
    failed: 'holded',
    test: '',
    draft: '',
  }[order.state];
};

export const magento: Platform = {
  name: 'Magento grid',
  file: 'export.csv',
  shop: { discounts: 'none', hasFreeLines: false },
  unnamed: {},
  write: (orders) =>
    sheetOfOrders(
      [
        each('ID', 'invoice', ({ order }) => `00000${1000 + order.index}`),
        ...rest(['Purchase Point'], 'Main Website\nMain Website Store\nDefault Store View'),
        each('Purchase Date', 'date', when),
        each('Bill-to Name', null, name),
        each('Ship-to Name', null, name),
        each('Grand Total (Base)', 'orderTotal', ({ order }) => fourDecimals(order.total)),
        each('Grand Total (Purchased)', null, ({ order }) =>
          fourDecimals(order.index % 4 === 0 ? Math.round(order.total * 0.92) : order.total),
        ),
        each('Status', 'status', statusOf),
        ...rest(['Billing Address', 'Shipping Address'], '1 Some Street,Somewhere,NY,10001'),
        ...rest(['Shipping Information'], 'Flat Rate - Fixed'),
        each('Customer Email', 'email', ({ order }) => order.emailAsTyped),
        each('Customer Group', null, ({ order }) => (order.person?.account ? 'General' : 'NOT LOGGED IN')),
        each('Subtotal', 'orderNet', ({ order }) => fourDecimals(order.net)),
        each('Shipping and Handling', 'shipping', ({ order }) => fourDecimals(order.shipping)),
        each('Customer Name', null, name),
        ...rest(['Payment Method'], 'checkmo'),
        each('Total Refunded', 'refund', ({ order }) =>
          order.refund ? fourDecimals(order.refund.total) : '',
        ),
      ],
      orders,
    ),
  // A reader cannot see that there were no discounts: it may say so, or take what was paid.
  truth: (orders) =>
    truthOf(orders, {
      money: [goodsAndRefundTotals, { of: 'net', refunds: 'totals', mustSay: /discount/i }, paidTotals],
      hasCurrency: false,
    }),
};
