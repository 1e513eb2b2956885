import type { Platform } from './platform.js';

/**
 * WooCommerce, plugin Advanced Order Export. One row per line; the order's columns repeat. `Quantity (- Refund)`
 * is what is left, so the order's subtotal says what was sold.
 */
export const woocommerceAdvancedExport: Platform = {
  name: 'woocommerce-advanced-export',
  title: 'WooCommerce Advanced Order Export',
  headers: ['Order Number', 'Order Status', 'Quantity (- Refund)', 'Item Cost', 'Order Subtotal Amount'],
  columns: {
    invoice_id: 'Order Number',
    customer_id: 'Email (Billing)',
    customer_phone: 'Phone (Billing)',
    customer_name: null,
    ordered_at: 'Order Date',
    kept_quantity: 'Quantity (- Refund)',
    quantity: null,
    unit_price: 'Item Cost',
    stock_code: 'SKU',
    description: 'Item Name',
    order_goods: 'Order Subtotal Amount',
    order_discount: 'Cart Discount Amount',
    order_refund: 'Order Refund Amount',
    order_total: 'Order Total Amount',
    order_tax: 'Order Total Tax Amount',
    order_shipping: 'Order Shipping Amount',
    state: 'Order Status',
    coupon: 'Coupon Code',
    country: ['Country Code (Shipping)', 'Country Code (Billing)'],
    discount: null,
  },
  goodsAre: 'before discount',
};
