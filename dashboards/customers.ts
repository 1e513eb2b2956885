import { column, customerColumns, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

const [id, country, ...figures] = customerColumns;

export const customers: Dashboard = {
  name: 'customers',
  title: 'Customers',
  description: 'Look anyone up.',
  panels: [
    {
      name: 'customers_list',
      title: 'Who is this customer?',
      description: 'Search by customer, segment or country. Those who spent the most come first.',
      chart: { kind: 'table', search: ['customer_id', 'segment', 'country'] },
      columns: [
        id!,
        segment,
        country!,
        ...figures,
        column('door', 'Membership', 'text'),
        column('rfm_group', 'RFM group', 'text'),
        column('is_extreme', 'Extreme value', 'flag'),
      ],
      place: { row: 0, column: 0, width: 24, height: 12 },
      order: 'gross_revenue desc, customer_id',
      limit: 5000,
    },
  ],
};
