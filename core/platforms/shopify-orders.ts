import type { Platform } from './platform.js';

/**
 * Shopify admin, Orders > Export. One row per line item; money and state of the order stand on its first row.
 * @see https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders
 */
export const shopifyOrders: Platform = {
  name: 'shopify-orders',
  title: 'Shopify orders export',
  headers: [
    'Name',
    'Financial Status',
    'Lineitem quantity',
    'Lineitem price',
    'Created at',
    'Subtotal',
    'Outstanding Balance',
  ],
  columns: {
    invoice_id: 'Name',
    customer_id: 'Email',
    customer_phone: 'Phone',
    customer_name: 'Billing Name',
    ordered_at: 'Created at',
    quantity: 'Lineitem quantity',
    unit_price: 'Lineitem price',
    list_price: 'Lineitem compare at price',
    stock_code: 'Lineitem sku',
    description: 'Lineitem name',
    order_goods: 'Subtotal',
    order_discount: 'Discount Amount',
    order_refund: 'Refunded Amount',
    order_total: 'Total',
    order_tax: 'Taxes',
    order_shipping: 'Shipping',
    payment_state: 'Financial Status',
    cancelled_at: 'Cancelled at',
    coupon: 'Discount Code',
    currency: 'Currency',
    country: ['Shipping Country', 'Billing Country'],
    channel: 'Source',
    discount: null,
  },
  states: [{ column: 'Payment Method', holds: 'bogus', state: 'test' }],
  goodsAre: 'after discount',
};
