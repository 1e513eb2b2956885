import type { Platform } from './platform.js';

/** Odoo, Sales > Orders > Export with order lines. Columns of the order stand on its first line only. */
export const odooOrders: Platform = {
  name: 'odoo-orders',
  title: 'Odoo sales orders export',
  headers: ['Order Reference', 'Customer', 'Order Lines/Quantity', 'Order Lines/Subtotal', 'Status'],
  columns: {
    invoice_id: 'Order Reference',
    customer_id: 'Customer',
    ordered_at: ['Order Date', 'Creation Date'],
    quantity: 'Order Lines/Quantity',
    unit_price: 'Order Lines/Unit Price',
    discount: 'Order Lines/Discount (%)',
    amount: 'Order Lines/Subtotal',
    description: ['Order Lines/Product', 'Order Lines/Description'],
    stock_code: null,
    order_total: 'Total',
    currency: 'Currency',
    state: 'Status',
  },
};
