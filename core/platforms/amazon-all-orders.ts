import type { Platform } from './platform.js';

/** Amazon Seller Central, All Orders report. It has no column of the buyer. */
export const amazonAllOrders: Platform = {
  name: 'amazon-all-orders',
  title: 'Amazon All Orders report',
  headers: ['amazon-order-id', 'purchase-date', 'order-status', 'item-price', 'fulfillment-channel'],
  without: ['buyer-email', 'buyer-name'],
  refusal: {
    message: 'it names no customer: no buyer and no e-mail address',
    remedy:
      'Take a report that has `buyer-email`: Seller Central, Reports, Fulfillment, Amazon Fulfilled Shipments, or the Orders report of the restricted data role.',
  },
};
