import type { Platform } from './platform.js';

/** Squarespace, Orders > Export. One row per line item; whatever is of the order stands on its first row only. */
export const squarespaceOrders: Platform = {
  name: 'squarespace-orders',
  title: 'Squarespace orders export',
  headers: [
    'Order ID',
    'Email',
    'Financial Status',
    'Amount Refunded',
    'Lineitem quantity',
    'Lineitem price',
    'Lineitem variant',
  ],
  columns: {
    invoice_id: 'Order ID',
    customer_id: 'Email',
    customer_name: 'Billing Name',
    ordered_at: 'Created at',
    quantity: 'Lineitem quantity',
    unit_price: 'Lineitem price',
    stock_code: 'Lineitem sku',
    description: 'Lineitem name',
    order_goods: 'Subtotal',
    order_discount: 'Discount Amount',
    order_refund: 'Amount Refunded',
    order_total: 'Total',
    order_tax: 'Taxes',
    order_shipping: 'Shipping',
    payment_state: 'Financial Status',
    cancelled_at: 'Cancelled at',
    coupon: 'Discount Code',
    currency: 'Currency',
    country: ['Shipping Country', 'Billing Country'],
  },
  goodsAre: 'before discount',
};
