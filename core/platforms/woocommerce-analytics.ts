import type { Platform } from './platform.js';

/**
 * WooCommerce, Analytics > Orders > Download. One row per order, and one with a minus per refund.
 * @see https://woocommerce.com/document/woocommerce-analytics/orders-report/
 */
export const woocommerceAnalytics: Platform = {
  name: 'woocommerce-analytics',
  title: 'WooCommerce Analytics orders report',
  headers: ['Order #', 'N. Revenue (formatted)', 'Net Sales', 'Items sold', 'Customer type'],
  columns: {
    invoice_id: 'Order #',
    customer_id: 'Customer',
    ordered_at: 'Date',
    amount: 'Net Sales',
    state: 'Status',
    coupon: 'Coupon(s)',
    channel: 'Attribution',
    quantity: null,
    unit_price: null,
    stock_code: null,
    description: 'Product(s)',
    category: null,
  },
  lacks: 'customers are names in it: two of one name are one',
};
