import type { Platform } from './platform.js';

/** Etsy, Shop Manager > Settings > Download data, Order Items. One row per line; guests have no buyer. */
export const etsyOrderItems: Platform = {
  name: 'etsy-order-items',
  title: 'Etsy order items',
  headers: ['Sale Date', 'Item Name', 'Buyer', 'Order ID', 'Listing ID', 'Transaction ID', 'Item Total'],
  columns: {
    invoice_id: 'Order ID',
    customer_id: 'Buyer',
    customer_name: 'Ship Name',
    ordered_at: 'Sale Date',
    quantity: 'Quantity',
    unit_price: 'Price',
    amount: 'Item Total',
    discount: 'Discount Amount',
    stock_code: ['SKU', 'Listing ID'],
    description: 'Item Name',
    coupon: 'Coupon Code',
    currency: 'Currency',
    country: 'Ship Country',
    order_shipping: 'Order Shipping',
    order_tax: 'Order Sales Tax',
    paid_at: null,
    category: null,
  },
  lacks: 'it has no refunds',
};
