import type { Platform } from './platform.js';

/** PrestaShop, Orders > Export. One row per order; the state is in the shop's language, customers are names. */
export const prestashopOrders: Platform = {
  name: 'prestashop-orders',
  title: 'PrestaShop orders export',
  headers: ['ID', 'Reference', 'Customer', 'Total', 'Payment', 'Status', 'Date'],
  columns: {
    invoice_id: 'Reference',
    customer_id: 'Customer',
    ordered_at: 'Date',
    order_total: 'Total',
    state: 'Status',
    country: 'Delivery',
    amount: null,
  },
  lacks: 'customers are names in it, and money is the paid total with tax and shipping',
};
