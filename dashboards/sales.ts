import { bar, column } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const sales: Dashboard = {
  name: 'sales',
  title: 'Sales',
  description: 'When customers order, what they buy and where they are.',
  panels: [
    {
      name: 'orders_calendar',
      title: 'On which days do orders come?',
      description:
        'One square per day, stronger the more orders came; a grey square is a day without any. The newest three calendar years.',
      finding: { text: '{told:text}' },
      chart: { kind: 'calendar', day: 'day', value: 'orders' },
      columns: [
        column('day', 'Day', 'date'),
        column('orders', 'Orders', 'count'),
        column('customers', 'Customers', 'count'),
        column('revenue', 'Revenue', 'money'),
      ],
      place: { row: 0, column: 0, width: 24, height: 8 },
      order: 'day',
    },
    {
      name: 'product_map',
      title: 'Which products do the best customers buy?',
      description:
        'One circle per product, larger the more it brings: further right the more customers buy it, higher the more of its revenue comes from today’s Insiders. The dashed line is their share of all products; what lies above it is theirs more than everybody’s. The 200 products that bring most.',
      finding: { text: '{told:text}' },
      chart: {
        ...{ kind: 'bubble', x: 'customers', y: 'insiders_share', size: 'revenue', name: 'product' },
        ...{ labelled: 'is_labelled', base: 'all_insiders_share' },
      },
      columns: [
        column('product', 'Product', 'text'),
        column('stock_code', 'Code', 'text'),
        column('revenue', 'Revenue', 'money'),
        column('customers', 'Customers who bought it', 'count'),
        column('again_share', 'Bought it again', 'percent'),
        column('orders', 'Orders', 'count'),
        column('insiders_share', 'Revenue from Insiders', 'percent'),
      ],
      place: { row: 8, column: 0, width: 24, height: 11 },
      order: 'position',
    },
    {
      name: 'countries_sold',
      title: 'Where are the customers?',
      description: 'Customers by the country of most of their orders.',
      finding: {
        text: '{country} brings in {revenue_share} of revenue, from {customers} customers',
        where: 'is_first',
      },
      chart: { kind: 'table' },
      columns: [
        column('country', 'Country', 'text'),
        column('customers', 'Customers', 'count'),
        bar(column('revenue', 'Revenue', 'money')),
        column('revenue_share', 'Share of revenue', 'percent'),
        column('insiders', 'Insiders', 'count'),
        column('insiders_revenue_share', 'Share of Insiders’ revenue', 'percent'),
      ],
      place: { row: 19, column: 0, width: 24, height: 9 },
      order: 'position',
      limit: 15,
    },
  ],
};
