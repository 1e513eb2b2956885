import { bar, column, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const segments: Dashboard = {
  name: 'segments',
  title: 'Segments',
  description: 'The groups that the customers fall into, by value.',
  panels: [
    {
      name: 'segment_shares',
      title: 'How much of the customers, how much of the revenue?',
      description: 'Each segment’s share of all customers beside its share of all revenue.',
      finding: {
        text: '{customer_share} of customers bring {revenue_share} of revenue',
        where: 'is_insiders',
      },
      chart: { kind: 'bar', category: 'segment', values: ['customer_share', 'revenue_share'] },
      columns: [
        segment,
        column('customer_share', 'Share of customers', 'percent'),
        column('revenue_share', 'Share of revenue', 'percent'),
      ],
      place: { row: 0, column: 0, width: 12, height: 10 },
      order: 'segment_id',
    },
    {
      name: 'customers_map',
      title: 'Where does each customer stand?',
      description:
        'Customers who buy alike lie close together. The axes have no unit: they are the two directions in which customers differ most.',
      chart: { kind: 'scatter', x: 'map_x', y: 'map_y', key: 'customer_id' },
      columns: [
        column('customer_id', 'Customer', 'text'),
        segment,
        column('gross_revenue', 'Revenue', 'money'),
        column('invoices', 'Orders', 'count'),
        column('recency_days', 'Days since the last order', 'days'),
      ],
      place: { row: 0, column: 12, width: 12, height: 10 },
      order: 'sample_order',
      limit: 5000,
    },
    {
      name: 'segment_profiles',
      title: 'Who is in each segment?',
      description:
        'What marks them: medians, in brackets that of all customers. Of products: the share of all products that the segment bought any of. Silhouette: how clearly members belong, from -1 to 1; above 0.5 is clear-cut, near 0 is a matter of degree. Found again: how much of the segment comes back in random halves of the customers; from 75 % it is stable.',
      chart: { kind: 'table' },
      columns: [
        segment,
        column('marks', 'What marks them', 'text'),
        column('customers', 'Customers', 'count'),
        column('customer_share', 'Of customers', 'percent'),
        column('revenue', 'Revenue', 'money'),
        column('revenue_share', 'Of revenue', 'percent'),
        column('mean_revenue', 'Mean each', 'money'),
        column('median_revenue', 'Median each', 'money'),
        column('invoices', 'Orders', 'count'),
        column('order_share', 'Of orders', 'percent'),
        column('piece_share', 'Of pieces', 'percent'),
        column('product_share', 'Of products', 'percent'),
        column('silhouette', 'Silhouette', 'score'),
        column('stability', 'Found again', 'percent'),
      ],
      place: { row: 10, column: 0, width: 24, height: 8 },
      order: 'segment_id',
    },
    {
      name: 'segment_differences',
      title: 'How does each segment differ?',
      description:
        'The segment’s mean against the mean of all customers: 1 × is the same, 2 × is twice as much.',
      chart: { kind: 'grid', down: 'title', across: 'segment', value: 'ratio' },
      columns: [
        column('title', 'Feature', 'text'),
        segment,
        column('ratio', 'Segment to all', 'times'),
        column('mean', 'Segment, mean', 'measure'),
        column('base_mean', 'All, mean', 'measure'),
      ],
      place: { row: 18, column: 0, width: 24, height: 10 },
      order: 'position, segment_id',
    },
    {
      name: 'segment_to_do',
      title: 'What to do about each segment?',
      description:
        'Chosen by the segment’s own figures, the most pressing first. Figures are medians unless they say otherwise.',
      chart: { kind: 'table' },
      columns: [
        segment,
        column('action', 'Do', 'text'),
        column('reason', 'Because', 'text'),
        column('measure', 'Watch', 'text'),
      ],
      place: { row: 28, column: 0, width: 24, height: 9 },
      order: 'segment_id, position',
    },
    {
      name: 'rfm_names',
      title: 'What would other systems call them?',
      description:
        'Groups by scores of recency, frequency and money: the 125 codes that shop platforms share, and the 27 that Klaviyo uses.',
      chart: { kind: 'table' },
      columns: [
        column('system', 'System', 'text'),
        column('group_name', 'Group', 'text'),
        bar(column('customers', 'Customers', 'count')),
        column('customer_share', 'Of customers', 'percent'),
        column('revenue', 'Revenue', 'money'),
        column('revenue_share', 'Of revenue', 'percent'),
      ],
      place: { row: 37, column: 0, width: 24, height: 12 },
      order: 'bands desc, position',
    },
    {
      name: 'rfm_scores',
      title: 'Where do the scores begin?',
      description:
        'Who has the same value has the same score. 5 (or 3) is best: last ordered, ordered most, spent most.',
      chart: { kind: 'table' },
      columns: [
        column('title', 'Figure', 'text'),
        column('bands', 'Scores up to', 'count'),
        column('score', 'Score', 'count'),
        column('lowest', 'From', 'measure'),
        column('highest', 'To', 'measure'),
        column('customers', 'Customers', 'count'),
      ],
      place: { row: 49, column: 0, width: 24, height: 12 },
      order: 'bands desc, feature, score desc',
    },
  ],
};
