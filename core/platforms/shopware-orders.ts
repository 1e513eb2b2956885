import type { Platform } from './platform.js';

/** Shopware 6, Settings > Import/Export, profile Default orders. One row per order, `;`, lines packed as `2x Name|1x Name`. */
export const shopwareOrders: Platform = {
  name: 'shopware-orders',
  title: 'Shopware orders export',
  headers: ['order_number', 'customer_email', 'amount_total', 'line_items'],
  columns: {
    invoice_id: 'order_number',
    customer_id: 'customer_email',
    ordered_at: ['order_date_time', 'order_date', 'created_at'],
    order_total: 'amount_total',
    order_shipping: ['shipping_costs', 'shipping_total', 'shipping_costs_total'],
    amount: null,
    quantity: null,
    unit_price: null,
    stock_code: null,
    description: null,
  },
  packed: {
    column: 'line_items',
    between: '|',
    parts: { description: '^\\d+x (.*)$', quantity: '^(\\d+)x ' },
  },
  lacks: 'money is the paid total, with tax; states are ids of the shop',
};
