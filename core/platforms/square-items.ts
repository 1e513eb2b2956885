import type { Platform } from './platform.js';

/** Square Dashboard, Transactions > Export > Items Detail CSV. One row per item; refunds are rows with a minus. */
export const squareItems: Platform = {
  name: 'square-items',
  title: 'Square items detail',
  headers: [
    'Date',
    'Time',
    'Time Zone',
    'Item',
    'Qty',
    'Gross Sales',
    'Discounts',
    'Net Sales',
    'Transaction ID',
    'Event Type',
  ],
  columns: {
    invoice_id: 'Transaction ID',
    customer_id: 'Customer ID',
    customer_name: 'Customer Name',
    ordered_at: 'Date',
    ordered_time: 'Time',
    quantity: 'Qty',
    amount: 'Net Sales',
    unit_price: null,
    discount: null,
    stock_code: 'SKU',
    description: 'Item',
    category: 'Category',
    channel: 'Location',
    state: null,
    payment_state: null,
  },
};
