import type { Platform } from './platform.js';

/** ERPNext, Sales Invoice > Export with items. Columns of the invoice stand on its first line only. */
export const erpnextInvoices: Platform = {
  name: 'erpnext-invoices',
  title: 'ERPNext sales invoices export',
  headers: ['ID', 'Customer', 'Item Code (Items)', 'Quantity (Items)', 'Amount (Items)'],
  columns: {
    invoice_id: 'ID',
    customer_id: 'Customer',
    customer_name: 'Customer Name',
    ordered_at: ['Date', 'Posting Date'],
    ordered_time: 'Posting Time',
    quantity: 'Quantity (Items)',
    unit_price: 'Rate (Items)',
    amount: 'Amount (Items)',
    stock_code: 'Item Code (Items)',
    description: ['Item Name (Items)', 'Item (Items)'],
    state: 'Status',
    currency: 'Currency',
    order_total: null,
    discount: null,
  },
};
