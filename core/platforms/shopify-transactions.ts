import type { Platform } from './platform.js';

/** Shopify admin, Orders > Export transaction histories. One row per payment; `Name` is the order's number. */
export const shopifyTransactions: Platform = {
  name: 'shopify-transactions',
  title: 'Shopify transaction histories',
  headers: ['Order', 'Name', 'Kind', 'Gateway', 'Created At', 'Status', 'Amount'],
  refusal: {
    message: 'it names no customer, and a refund looks like a payment in it',
    remedy: 'Take the orders export: Shopify admin, Orders, Export, Orders.',
  },
};
