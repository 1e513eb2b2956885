import type { Platform } from './platform.js';

/** Kaufland Global Marketplace, order units. One row per piece; money is in cents, and `revenue` is after the commission. */
export const kauflandOrderUnits: Platform = {
  name: 'kaufland-order-units',
  title: 'Kaufland order units',
  headers: ['id_order_unit', 'id_order', 'ts_created', 'id_buyer', 'price', 'revenue_gross', 'revenue_net'],
  columns: {
    invoice_id: 'id_order',
    customer_id: 'id_buyer',
    customer_email: 'buyer_email',
    ordered_at: 'ts_created',
    amount: 'price',
    stock_code: ['id_offer', 'ean'],
    description: 'title',
    state: 'status',
    currency: 'currency',
    channel: 'storefront',
    unit_price: null,
    quantity: null,
    order_total: null,
    order_goods: null,
    order_tax: null,
    order_shipping: null,
  },
  stateWords: { sent_and_autopaid: 'sent', need_to_be_sent: 'processing', open: 'pending' },
  cents: true,
};
