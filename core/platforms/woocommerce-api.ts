import type { Platform } from './platform.js';

/**
 * WooCommerce REST API, orders as JSON or JSON lines: a row per line item, the order's fields on each.
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
 */
export const woocommerceApi: Platform = {
  name: 'woocommerce-api',
  title: 'WooCommerce orders (API)',
  headers: ['status', 'date_created', 'total', 'billing.email', 'line_items.quantity', 'line_items.total'],
  columns: {
    invoice_id: ['number', 'id'],
    customer_id: 'customer_id',
    customer_email: 'billing.email',
    customer_phone: 'billing.phone',
    customer_name: null,
    ordered_at: 'date_created',
    quantity: 'line_items.quantity',
    amount: 'line_items.total',
    unit_price: null,
    stock_code: ['line_items.sku', 'line_items.product_id'],
    description: 'line_items.name',
    order_total: 'total',
    order_tax: 'total_tax',
    order_shipping: 'shipping_total',
    order_refund: 'refunded_amount',
    order_goods: null,
    order_discount: null,
    state: 'status',
    currency: 'currency',
    country: ['shipping.country', 'billing.country'],
    discount: null,
    refund: null,
    paid_at: null,
  },
};
