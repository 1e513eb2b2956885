import type { Platform } from './platform.js';

/** The public Olist tables, joined. One row per piece; `customer_id` is new for every order. */
export const olistOrders: Platform = {
  name: 'olist-orders',
  title: 'Olist orders, joined',
  headers: ['order_id', 'customer_unique_id', 'order_purchase_timestamp', 'price', 'freight_value'],
  columns: {
    invoice_id: 'order_id',
    customer_id: 'customer_unique_id',
    ordered_at: 'order_purchase_timestamp',
    amount: 'price',
    unit_price: null,
    quantity: null,
    order_total: null,
    stock_code: 'product_id',
    category: ['product_category_name_english', 'product_category_name'],
    state: 'order_status',
    order_tax: null,
    order_shipping: null,
    country: null,
    paid_at: null,
  },
  currency: 'BRL',
};
