import { bar, column, customerColumns, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const insiders: Dashboard = {
  name: 'insiders',
  title: 'Insiders',
  description: 'Who the best customers are and what they bring.',
  panels: [
    {
      name: 'insiders_answer',
      title: 'Who are the Insiders, and what do they bring?',
      description:
        'The Insiders are the shop’s best customers, chosen by one published rule (see Membership). What sets them apart is told in medians: the Insider in the middle, with the middle of all customers in brackets. Revenue is what was ordered, before returns.',
      finding: {
        text: '{customers} Insiders, {customer_share} of customers, bring in {revenue_share} of revenue: they {marks:text}.',
        one: '{customers} Insider, {customer_share} of customers, brings in {revenue_share} of revenue: they {marks:text}.',
      },
      chart: { kind: 'cards' },
      columns: [
        column('customers', 'Insiders', 'count'),
        column('customer_share', 'Share of customers', 'percent'),
        column('revenue_share', 'Share of customers’ revenue', 'percent'),
        column('all_sales_share', 'Share of all sales, anonymous ones included', 'percent'),
        column('revenue', 'Their revenue', 'money'),
        column('mean_revenue', 'Revenue per Insider', 'money'),
        column('times_everybody', 'Against the average', 'times'),
      ],
      place: { row: 0, column: 0, width: 24, height: 4 },
      order: 'segment_id',
    },
    {
      name: 'promise_told',
      title: 'Did the promise hold?',
      description:
        'The promise is that those chosen go on to be the best customers. It is tested on the past: Insiders are chosen on earlier days from nothing but what was known then, and judged by what they spent afterwards. It held if they clearly bring more than the same number of customers picked at random, and at least 95 % of what the same number of top spenders brings. The range for the days ahead allows for chance in both customers and periods.',
      finding: { text: '{told:text}. {reason:text}' },
      chart: { kind: 'cards' },
      columns: [
        column('verdict', 'Verdict', 'text'),
        column('captured', 'Brought by those chosen', 'percent'),
        column('by_revenue', 'By as many top spenders', 'percent'),
        column('by_chance', 'Picked at random', 'percent'),
        column('best_possible', 'Best possible', 'percent'),
        column('next_share', 'Expected from today’s Insiders', 'percent'),
        column('next_low', 'At least', 'percent'),
        column('next_high', 'At most', 'percent'),
      ],
      place: { row: 4, column: 0, width: 24, height: 4 },
      order: 'run_id',
    },
    {
      name: 'revenue_months',
      title: 'Who brought the revenue, month by month?',
      description:
        'Revenue of each month by the segment that its customers are in today, before returns: those who are Insiders today were not all so then. The dashed line is the same month a year earlier, of all customers, where the orders reach that far. Part: the orders do not cover the whole month.',
      finding: { text: '{told:text}' },
      chart: {
        ...{ kind: 'bar', category: 'month_title', values: ['revenue'], split: 'segment' },
        ...{ stacked: true, upright: true },
        line: { name: 'All, a year earlier', where: 'is_year_before' },
      },
      columns: [
        column('month_title', 'Month', 'text'),
        segment,
        column('revenue', 'Revenue', 'money'),
        column('orders', 'Orders', 'count'),
        column('customers', 'Customers who ordered', 'count'),
      ],
      place: { row: 8, column: 0, width: 24, height: 10 },
      order: 'month, segment_id',
    },
    {
      name: 'segment_flow',
      title: 'Who moved up, and who slipped?',
      description:
        'Left: where customers stood three months before the last day of the orders, by the segments and the rule of today and nothing but what had been ordered by then. Right: where they stand now. Orders and revenue only add up, so whoever keeps ordering rises; whoever falls has been away.',
      finding: { text: '{told:text}' },
      chart: { kind: 'flow', from: 'from_segment', to: 'to_segment', value: 'customers' },
      columns: [
        column('from_segment', 'Three months before', 'text'),
        column('to_segment', 'Now', 'text'),
        column('customers', 'Customers', 'count'),
        column('revenue', 'Revenue so far', 'money'),
      ],
      place: { row: 18, column: 0, width: 24, height: 10 },
      order: 'from_position, to_position',
    },
    {
      name: 'insiders_marks',
      title: 'What sets an Insider apart?',
      description:
        'The average Insider beside the average customer. The median is the customer in the middle: half have more, half have less.',
      finding: {
        text: '{title}: {ratio} as much for the average Insider as for the average customer',
        where: 'is_strongest',
      },
      chart: { kind: 'table' },
      columns: [
        column('title', 'Feature', 'text'),
        column('mean', 'Insiders, mean', 'measure'),
        column('base_mean', 'All, mean', 'measure'),
        bar(column('ratio', 'Insiders to all', 'times')),
        column('median', 'Insiders, median', 'measure'),
        column('base_median', 'All, median', 'measure'),
      ],
      place: { row: 28, column: 0, width: 24, height: 10 },
      order: 'ratio desc, feature',
    },
    {
      name: 'insiders_members',
      title: 'Which Insiders bring in the most?',
      description: 'All of them are in insiders.csv, and anyone can be looked up under Customers.',
      finding: {
        text: '{customer_id} is the top Insider, with {gross_revenue} in {invoices} orders',
      },
      chart: { kind: 'table' },
      columns: customerColumns,
      place: { row: 38, column: 0, width: 24, height: 10 },
      order: 'gross_revenue desc, customer_id',
      limit: 15,
    },
    {
      name: 'past_elections_measured',
      title: 'How did Insiders chosen in the past turn out?',
      description:
        'On each of these days the same share of customers was chosen as today, from nothing but what was known by then. Shares are of what the customers known then spent in the days that followed. The purchase model is BG/NBD with gamma-gamma, on the days on which it fits; it cannot choose the Insiders itself, because of two customers with equal spend and recency it prefers the one with fewer orders.',
      chart: {
        kind: 'line',
        x: 'elected_on',
        values: ['captured', 'by_revenue', 'by_chance', 'best_possible'],
      },
      columns: [
        column('elected_on', 'Chosen on', 'date'),
        column('measured_until', 'Measured until', 'date'),
        column('members', 'Chosen', 'count'),
        column('captured', 'Brought by those chosen', 'percent'),
        column('by_revenue', 'By as many top spenders', 'percent'),
        column('by_last_year', 'By top spenders of the last year', 'percent'),
        column('by_model', 'By a purchase model', 'percent'),
        column('by_chance', 'Picked at random', 'percent'),
        column('best_possible', 'Best possible', 'percent'),
      ],
      place: { row: 48, column: 0, width: 24, height: 9 },
      order: 'elected_on',
    },
    {
      name: 'top_by_value',
      title: 'Who spent the most, Insider or not?',
      description:
        'A plain ranking by revenue, including customers who are late or ordered only once. The file top-by-value.csv lists as many as there are Insiders, or a tenth of all customers if there are none.',
      finding: {
        text: '{customer_id} spent the most: {gross_revenue} in {invoices} orders',
        one: '{customer_id} spent the most: {gross_revenue} in {invoices} order',
      },
      chart: { kind: 'table' },
      columns: [
        column('customer_id', 'Customer', 'text'),
        column('segment', 'Segment', 'text'),
        column('country', 'Country', 'text'),
        column('gross_revenue', 'Revenue', 'money'),
        column('invoices', 'Orders', 'count'),
        column('avg_order_value', 'Per order', 'money'),
        column('last_ordered_on', 'Last order', 'date'),
        column('recency_days', 'Days since', 'days'),
      ],
      place: { row: 57, column: 0, width: 24, height: 10 },
      order: 'gross_revenue desc, customer_id',
      limit: 15,
    },
  ],
};
