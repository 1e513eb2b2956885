import type { Platform } from './platform.js';

/** OpenCart has no export: its table `oc_order`, as phpMyAdmin writes it. */
export const opencartOrders: Platform = {
  name: 'opencart-orders',
  title: 'OpenCart orders table',
  headers: [
    'order_id',
    'invoice_no',
    'customer_id',
    'email',
    'total',
    'order_status_id',
    'currency_code',
    'date_added',
  ],
  columns: {
    invoice_id: 'order_id',
    customer_id: 'customer_id',
    customer_email: 'email',
    customer_phone: 'telephone',
    ordered_at: 'date_added',
    order_total: 'total',
    state: 'order_status_id',
    currency: 'currency_code',
    country: ['shipping_country', 'payment_country'],
    channel: 'store_name',
    amount: null,
  },
  // As a new shop has them.
  stateWords: {
    0: 'never confirmed',
    1: 'pending',
    2: 'processing',
    3: 'shipped',
    5: 'complete',
    7: 'cancelled',
    8: 'denied',
    9: 'cancelled reversal',
    10: 'failed',
    11: 'refunded',
    12: 'reversed',
    13: 'chargeback',
    14: 'expired',
    15: 'processed',
    16: 'voided',
  },
  lacks: 'money is the paid total, with tax and shipping',
};
