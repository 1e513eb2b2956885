import type { Platform } from './platform.js';

/**
 * PayPal, Activity > Download. One row per movement of money: only payments received are sales; the payer of a
 * refund is the shop itself.
 */
export const paypalActivity: Platform = {
  name: 'paypal-activity',
  title: 'PayPal activity download',
  headers: ['Date', 'Time', 'TimeZone', 'Type', 'Status', 'Gross', 'From Email Address', 'Transaction ID'],
  columns: {
    invoice_id: 'Transaction ID',
    customer_id: 'From Email Address',
    customer_name: 'Name',
    ordered_at: 'Date',
    ordered_time: 'Time',
    amount: 'Gross',
    currency: 'Currency',
    state: 'Status',
    country: 'Country',
    quantity: null,
    unit_price: null,
    stock_code: null,
    description: 'Item Title',
    order_tax: null,
    order_shipping: null,
    discount: null,
    refund: null,
    category: null,
  },
  lines: [
    {
      column: 'Type',
      is: [
        'Express Checkout Payment',
        'Website Payment',
        'PayPal Express Checkout Payment',
        'Mobile Payment',
        'General Payment',
        'Mass Payment',
        'Subscription Payment',
        'eBay Auction Payment',
        'Pre-approved Payment Bill User Payment',
        'Shopping Cart Payment Received',
        'Payment Received',
        'Web Accept Payment Received',
        'Express Checkout Payment Received',
        'Recurring Payment Received',
        'Payment Refund',
        'Refund',
        'Payment Reversal',
      ],
    },
  ],
  givesBack: {
    when: { column: 'Type', is: ['Payment Refund', 'Refund', 'Payment Reversal'] },
    order: 'Reference Txn ID',
  },
  lacks: 'money is the paid total, with tax and shipping',
};
