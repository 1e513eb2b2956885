import type { Platform } from './platform.js';

/** Stripe Dashboard, Payments > Export. One row per try to pay; converted amounts are in the account's currency. */
export const stripePayments: Platform = {
  name: 'stripe-payments',
  title: 'Stripe payments export',
  headers: [
    'id',
    'Amount',
    'Amount Refunded',
    'Currency',
    'Captured',
    'Converted Amount',
    'Converted Currency',
    'Status',
  ],
  columns: {
    invoice_id: 'id',
    customer_id: 'Customer ID',
    customer_email: 'Customer Email',
    ordered_at: ['Created date (UTC)', 'Created (UTC)'],
    order_total: 'Converted Amount',
    order_refund: 'Converted Amount Refunded',
    currency: 'Converted Currency',
    state: 'Status',
    refunded_at: null,
    order_tax: null,
    order_shipping: null,
    amount: null,
    description: null,
  },
  states: [
    { column: 'Captured', is: ['false'], state: 'not captured' },
    { column: 'Mode', is: ['test'], state: 'test' },
  ],
  lacks: 'money is the paid total, with tax and shipping',
};
