import type { Platform } from './platform.js';

/** WooCommerce, plugin Order Export by WebToffee. One row per order, its lines packed into `line_item_1`, `line_item_2` … */
export const woocommerceWebtoffee: Platform = {
  name: 'woocommerce-webtoffee',
  title: 'WooCommerce Order Export by WebToffee',
  headers: ['order_number', 'customer_id', 'billing_email', 'order_subtotal', 'line_item_1'],
  columns: {
    invoice_id: ['order_number', 'order_id'],
    customer_id: 'customer_id',
    customer_email: ['billing_email', 'customer_email'],
    customer_phone: 'billing_phone',
    ordered_at: ['order_date', 'date'],
    order_goods: 'order_subtotal',
    order_discount: 'discount_total',
    order_total: 'order_total',
    order_tax: 'tax_total',
    order_shipping: 'shipping_total',
    order_refund: ['refund_items', 'refunded_total', 'refund_total'],
    state: 'status',
    paid_at: null,
    currency: ['order_currency', 'currency'],
    country: ['shipping_country', 'billing_country'],
    coupon: null,
    quantity: null,
    unit_price: null,
    amount: null,
    stock_code: null,
    description: null,
    discount: null,
  },
  goodsAre: 'before discount',
  packed: {
    column: /^line_item_\d+$/,
    between: null,
    parts: {
      description: '(?:^|\\|)name:([^|]*)',
      stock_code: '(?:^|\\|)sku:([^|]*)',
      quantity: '(?:^|\\|)quantity:([^|]*)',
      amount: '(?:^|\\|)sub_total:([^|]*)',
    },
  },
};
