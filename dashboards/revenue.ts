import { column, segment } from './columns.js';
import type { Column, Dashboard } from './dashboard.js';

const compared = column('compared', 'Compared', 'text');
const parts: readonly Column[] = [
  column('by_customers', 'By customers', 'money'),
  column('by_mix', 'By mix', 'money'),
  column('by_frequency', 'By orders per customer', 'money'),
  column('by_value', 'By value per order', 'money'),
];
const totals: readonly Column[] = [
  column('revenue_before', 'Revenue before', 'money'),
  column('revenue_now', 'Revenue now', 'money'),
  column('change', 'Change', 'money'),
];

export const revenue: Dashboard = {
  name: 'revenue',
  title: 'Why revenue changed',
  description:
    'The newest stretch of orders beside the one before, beside the same a year ago, and all orders beside those of the run before. Every table adds up to the cent.',
  panels: [
    {
      name: 'revenue_bridge',
      title: 'Why did the revenue change?',
      description:
        'Revenue is customers × orders per customer × value per order; each part says what the change would have been by that alone (logarithmic mean Divisia index, exact). Mix: the same number of customers, but more of them in segments that spend more or less. Stretches are 91 days, 28 where the orders cover no two of 91; a year ago is 52 weeks ago, so that weekdays agree.',
      finding: {
        text: 'Compared {compared:text} the revenue {direction:text} by {size_share:percent}, {size:money}: {by_customers:money} by the number of customers, {by_mix:money} by the mix of segments, {by_frequency:money} by orders per customer, {by_value:money} by the value of an order',
      },
      chart: { kind: 'waterfall', category: 'title', value: 'amount', total: 'is_total', facet: 'compared' },
      columns: [
        compared,
        column('title', 'Step', 'text'),
        column('amount', 'Money', 'money'),
        column('before_from', 'Before: from', 'date'),
        column('before_to', 'to', 'date'),
        column('now_from', 'Now: from', 'date'),
        column('now_to', 'until', 'date'),
      ],
      place: { row: 0, column: 0, width: 24, height: 9 },
      order: 'position, step',
    },
    {
      name: 'revenue_by_customers',
      title: 'Which customers made the difference?',
      description:
        'New: first ordered after the earlier stretch. Won back: known by its end, did not order in it, and did since. Kept: ordered in both; what they brought more or less. Lost: ordered in the earlier one only; what they brought then.',
      chart: { kind: 'table' },
      columns: [
        compared,
        column('kind', 'Customers', 'text'),
        column('customers', 'How many', 'count'),
        column('amount', 'Their part of the change', 'money'),
        column('change', 'Whole change', 'money'),
      ],
      place: { row: 9, column: 0, width: 10, height: 9 },
      order: 'position, kind_position',
    },
    {
      name: 'revenue_by_segment',
      title: 'Which segments made the difference?',
      description:
        'Customers by the segment they are in today, wherever they were then: a segment of those who have just come has all of its change in the mix.',
      chart: { kind: 'table' },
      columns: [
        compared,
        segment,
        column('customers_before', 'Customers before', 'count'),
        column('customers_now', 'Customers now', 'count'),
        ...totals,
        ...parts,
      ],
      place: { row: 9, column: 10, width: 14, height: 9 },
      order: 'position, segment_id',
    },
    {
      name: 'revenue_by_product',
      title: 'Which products made the difference?',
      description:
        'The 100 products that changed most, and all others together. Customers, orders and value are of those who bought the product; one that was sold in one stretch only has come or gone: all of its change stands under came or went.',
      chart: { kind: 'table' },
      columns: [
        compared,
        column('product', 'Product', 'text'),
        column('description', 'Name', 'text'),
        ...totals,
        column('by_mix', 'Came or went', 'money'),
        column('by_customers', 'By buyers', 'money'),
        column('by_frequency', 'By orders per buyer', 'money'),
        column('by_value', 'By value per order', 'money'),
      ],
      place: { row: 18, column: 0, width: 24, height: 10 },
      order: 'compared_position, position',
      limit: 25,
    },
  ],
};
