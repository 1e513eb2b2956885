import { bar, column, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const segments: Dashboard = {
  name: 'segments',
  title: 'Segments',
  description: 'The groups your customers fall into, most valuable first.',
  panels: [
    {
      name: 'segment_shares',
      title: 'What share of customers, what share of revenue?',
      description: 'Each segment’s share of all customers beside its share of all revenue.',
      finding: {
        text: '{customer_share} of customers bring in {revenue_share} of revenue',
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
        'Customers who buy in similar ways are close together. The axes have no unit: they are the two directions in which customers differ most.',
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
        'What sets them apart is told in medians, with the median of all customers in brackets. Of products: the share of the range that anyone in the segment has bought. How clear-cut and stable segments are is shown under Data and model.',
      chart: { kind: 'table' },
      columns: [
        segment,
        column('marks', 'What sets them apart', 'text'),
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
      ],
      place: { row: 10, column: 0, width: 24, height: 8 },
      order: 'segment_id',
    },
    {
      name: 'segment_differences',
      title: 'How does each segment differ?',
      description:
        'Average of the segment relative to the average of all customers: 1 × is the same, 2 × is twice as much.',
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
      title: 'What should we do about each segment?',
      description:
        'Suggested by the segment’s own figures, most urgent first. Figures are medians unless stated otherwise.',
      chart: { kind: 'table' },
      columns: [
        segment,
        column('action', 'What to do', 'text'),
        column('reason', 'Why', 'text'),
        column('measure', 'How to tell it worked', 'text'),
      ],
      place: { row: 28, column: 0, width: 24, height: 9 },
      order: 'segment_id, position',
    },
    {
      name: 'rfm_names',
      title: 'What would other systems call them?',
      description:
        'The usual RFM groups, by scores for recency, frequency and money: the 125 codes that most shop platforms use, and Klaviyo’s 27.',
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
      title: 'Where does each RFM score start?',
      description:
        'Customers with equal values get equal scores. 5 (or 3) is best: ordered most recently, ordered most often, spent the most.',
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
