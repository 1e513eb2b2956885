import type { Platform } from './platform.js';

/** Etsy, Shop Manager > Settings > Download data, Orders. One row per order; guests have no buyer. */
export const etsyOrders: Platform = {
  name: 'etsy-orders',
  title: 'Etsy sold orders',
  headers: [
    'Sale Date',
    'Order ID',
    'Buyer User ID',
    'Full Name',
    'Order Value',
    'Order Total',
    'Adjusted Order Total',
  ],
  columns: {
    invoice_id: 'Order ID',
    customer_id: 'Buyer User ID',
    customer_name: 'Full Name',
    ordered_at: 'Sale Date',
    order_goods: 'Order Value',
    order_discount: 'Discount Amount',
    order_total: 'Order Total',
    order_left: 'Adjusted Order Total',
    order_shipping: 'Shipping',
    order_tax: 'Sales Tax',
    amount: null,
    discount: null,
    coupon: 'Coupon Code',
    currency: 'Currency',
    country: 'Ship Country',
    state: ['Status'],
  },
  goodsAre: 'before discount',
  lacks: 'an order that was refunded whole looks like one that was not',
};
