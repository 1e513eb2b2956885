import type { Platform } from './platform.js';

/**
 * Shopify Admin REST API, orders as JSON or JSON lines: a row per line item, the order's fields on each.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export const shopifyApi: Platform = {
  name: 'shopify-api',
  title: 'Shopify orders (API)',
  headers: [
    'created_at',
    'financial_status',
    'subtotal_price',
    'total_price',
    'line_items.quantity',
    'line_items.price',
  ],
  columns: {
    invoice_id: ['name', 'order_number', 'id'],
    customer_id: ['customer.id', 'email'],
    customer_email: ['email', 'customer.email', 'contact_email'],
    customer_phone: ['phone', 'customer.phone'],
    customer_name: null,
    ordered_at: 'created_at',
    quantity: 'line_items.quantity',
    unit_price: 'line_items.price',
    stock_code: ['line_items.sku', 'line_items.variant_id', 'line_items.product_id'],
    description: ['line_items.title', 'line_items.name'],
    order_goods: 'subtotal_price',
    order_discount: 'total_discounts',
    order_total: 'total_price',
    order_tax: 'total_tax',
    order_shipping: 'shipping_lines.price',
    order_refund: 'refunded_amount',
    payment_state: 'financial_status',
    cancelled_at: 'cancelled_at',
    currency: 'currency',
    country: ['shipping_address.country_code', 'billing_address.country_code'],
    channel: 'source_name',
    discount: null,
    amount: null,
    refund: null,
  },
  notLines: [{ column: 'line_items.gift_card', is: ['true'] }],
  states: [{ column: 'test', is: ['true'], state: 'test' }],
  goodsAre: 'after discount',
  refundsAre: 'goods',
};
