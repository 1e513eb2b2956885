import type { Column, Format } from './dashboard.js';

export const column = (name: string, title: string, format: Format): Column => ({ name, title, format });

/** The same column drawn as a bar in its cell. */
export const bar = (plain: Column): Column => ({ ...plain, bar: true });

export const segment = column('segment', 'Segment', 'segment');

/** Who a customer is and what they did, as in every table of customers. */
export const customerColumns: readonly Column[] = [
  column('customer_id', 'Customer', 'text'),
  column('country', 'Country', 'text'),
  column('gross_revenue', 'Revenue', 'money'),
  column('invoices', 'Orders', 'count'),
  column('avg_order_value', 'Per order', 'money'),
  column('products', 'Products', 'count'),
  column('returns_ratio', 'Returned', 'percent'),
  column('last_ordered_on', 'Last order', 'date'),
  column('recency_days', 'Days since', 'days'),
];
