import type { Platform } from './platform.js';

/** Wix Stores, Orders > Export. One row per line. */
export const wixOrders: Platform = {
  name: 'wix-orders',
  title: 'Wix orders export',
  headers: ['Order number', 'Date created', 'Contact email', 'Item', 'Qty', 'Price'],
  columns: {
    invoice_id: 'Order number',
    customer_id: 'Contact email',
    customer_name: 'Recipient name',
    ordered_at: 'Date created',
    ordered_time: 'Time',
    stock_code: 'SKU',
    description: 'Item',
    quantity: 'Qty',
    unit_price: 'Price',
    refunded_quantity: 'Quantity refunded',
    order_shipping: ['Shipping rate', 'Shipping'],
    order_tax: ['Total tax', 'Taxes'],
    order_total: 'Total',
    order_discount: null,
    payment_state: 'Payment status',
    currency: 'Currency',
    discount: null,
    order_refund: null,
  },
  states: [{ column: 'Fulfillment status', is: ['canceled', 'cancelled'], state: 'cancelled' }],
};
