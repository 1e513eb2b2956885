import type { Platform } from './platform.js';

/** Magento / Adobe Commerce, Sales > Orders grid, Export. One row per order; (Base) is the shop's currency. */
export const magentoOrders: Platform = {
  name: 'magento-orders',
  title: 'Magento orders grid',
  headers: ['ID', 'Purchase Date', 'Grand Total (Base)', 'Subtotal', 'Customer Email', 'Bill-to Name'],
  columns: {
    invoice_id: 'ID',
    customer_id: 'Customer Email',
    customer_name: ['Customer Name', 'Bill-to Name'],
    ordered_at: 'Purchase Date',
    order_goods: 'Subtotal',
    order_total: 'Grand Total (Base)',
    order_shipping: 'Shipping and Handling',
    order_refund: 'Total Refunded',
    order_tax: null,
    order_discount: null,
    state: 'Status',
    channel: 'Purchase Point',
    amount: null,
    category: null,
  },
  goodsAre: 'before discount',
  lacks: 'it has no discounts and no tax: goods are at list price',
};
