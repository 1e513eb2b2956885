import type { Platform } from './platform.js';

/** eBay, Seller Hub > Orders > Download report. An order of several items has a row without an item above them. */
export const ebayOrders: Platform = {
  name: 'ebay-orders',
  title: 'eBay orders report',
  headers: [
    'Sales Record Number',
    'Order Number',
    'Buyer Username',
    'Item Number',
    'Sold For',
    'Sale Date',
    'Paid On Date',
  ],
  columns: {
    invoice_id: 'Order Number',
    customer_id: 'Buyer Username',
    customer_email: 'Buyer Email',
    customer_name: 'Buyer Name',
    ordered_at: 'Sale Date',
    paid_at: 'Paid On Date',
    quantity: 'Quantity',
    unit_price: 'Sold For',
    stock_code: ['Custom Label', 'Item Number'],
    description: 'Item Title',
    country: ['Ship To Country', 'Buyer Country'],
    order_total: null,
    order_tax: null,
    order_shipping: null,
    amount: null,
  },
  lines: [{ column: 'Item Number' }],
  states: [{ column: 'Paid On Date', not: true, state: 'unpaid' }],
  lacks: 'it has no refunds',
};
