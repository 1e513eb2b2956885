import { bar, column, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const returns: Dashboard = {
  name: 'returns',
  title: 'Returns',
  description: 'What comes back, who returns it, and what pattern that follows.',
  panels: [
    {
      name: 'products_returned',
      title: 'Which products come back?',
      description:
        'Orders cancelled straight away are not counted. The pattern is the one that fits at least half of the money.',
      finding: {
        text: '{description:text} is returned most: {returned_value}, {share_of_sales} of its sales; {pattern:text}',
      },
      chart: { kind: 'table' },
      columns: [
        column('stock_code', 'Code', 'text'),
        column('description', 'Product', 'text'),
        bar(column('returned_value', 'Returned', 'money')),
        column('share_of_sales', 'Of its sales', 'percent'),
        column('returned_items', 'Pieces', 'count'),
        column('invoices', 'Returns', 'count'),
        column('customers', 'Customers', 'count'),
        column('pattern', 'Pattern', 'text'),
      ],
      place: { row: 0, column: 0, width: 24, height: 10 },
      order: 'position',
      limit: 25,
      empty: 'Nothing came back.',
    },
    {
      name: 'customers_returning',
      title: 'Who returns the most?',
      description:
        'A serial returner has made at least three returns, and at least 30 returns for every 100 orders.',
      finding: {
        text: 'Customer {customer_id} returned the most: {returned_value}, {share_of_purchases} of what they bought',
      },
      chart: { kind: 'table' },
      columns: [
        column('customer_id', 'Customer', 'text'),
        segment,
        bar(column('returned_value', 'Returned', 'money')),
        column('share_of_purchases', 'Of their purchases', 'percent'),
        column('returned_invoices', 'Returns', 'count'),
        column('invoices', 'Orders', 'count'),
        column('pattern', 'Pattern', 'text'),
      ],
      place: { row: 10, column: 0, width: 24, height: 10 },
      order: 'position',
      limit: 25,
      empty: 'Nobody returned anything.',
    },
  ],
};
