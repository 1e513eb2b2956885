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
        'The Insiders are the shop’s best customers, elected by one rule (see The door). What marks them are medians, the Insider in the middle, and in brackets the customer in the middle of all. Revenue is what was ordered, before returns.',
      finding: {
        text: '{customers} Insiders, {customer_share} of customers, bring {revenue_share} of revenue: they {marks:text}.',
        one: '{customers} Insider, {customer_share} of customers, brings {revenue_share} of revenue: they {marks:text}.',
      },
      chart: { kind: 'cards' },
      columns: [
        column('customers', 'Insiders', 'count'),
        column('customer_share', 'Share of customers', 'percent'),
        column('revenue_share', 'Share of revenue', 'percent'),
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
        'That those elected go on to be the best, tried on days of the past: elected by nothing but what was known then, and measured by what the customers known then spent afterwards. It held where those elected bring more than as many drawn by lot beyond doubt, and as much as the same number by past revenue but for a twentieth. The range of the next days is over customers and periods.',
      finding: { text: '{told:text}. {reason:text}' },
      chart: { kind: 'cards' },
      columns: [
        column('verdict', 'Verdict', 'text'),
        column('captured', 'Brought by those elected', 'percent'),
        column('by_revenue', 'The same number by past revenue', 'percent'),
        column('by_chance', 'By lot', 'percent'),
        column('best_possible', 'Best possible', 'percent'),
        column('next_share', 'To be expected of those of today', 'percent'),
        column('next_low', 'from', 'percent'),
        column('next_high', 'to', 'percent'),
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
      title: 'What marks an Insider?',
      description:
        'The average Insider beside the average customer. The median is the customer in the middle: half have more, half less.',
      finding: {
        text: '{title}: the average Insider has {ratio} that of the average customer',
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
      title: 'Who are the members that bring most?',
      description: 'Every Insider is in insiders.csv, and can be looked up under Customers.',
      finding: {
        text: 'The member that brings most is {customer_id}, with {gross_revenue} in {invoices} orders',
      },
      chart: { kind: 'table' },
      columns: customerColumns,
      place: { row: 38, column: 0, width: 24, height: 10 },
      order: 'gross_revenue desc, customer_id',
      limit: 15,
    },
    {
      name: 'hypotheses_tested',
      title: 'Is it true what is said of Insiders?',
      description:
        'Each statement with what came out and a 95 % interval: it holds, or does not, where the whole interval says so. The Insiders are elected by what they spent, so that statements on revenue show by how much rather than whether.',
      finding: { text: '{holding:count} of {tested:count} statements about the Insiders hold' },
      chart: { kind: 'table' },
      columns: [
        column('statement', 'Statement', 'text'),
        column('verdict', 'Verdict', 'text'),
        column('sentence', 'What came out', 'text'),
      ],
      place: { row: 48, column: 0, width: 24, height: 9 },
      order: 'position',
    },
    {
      name: 'past_elections_measured',
      title: 'What came of elections of the past?',
      description:
        'Each knew nothing of what came after its day, elected as large a share of the customers known then as today, and chose how late a member may be by the elections before it. Shares are of what the customers known then spent in the days measured. A model of buying: BG/NBD and gamma-gamma, on days on which they hold; they cannot elect, since of equal money and days away they prefer fewer orders.',
      chart: {
        kind: 'line',
        x: 'elected_on',
        values: ['captured', 'by_revenue', 'by_chance', 'best_possible'],
      },
      columns: [
        column('elected_on', 'Elected on', 'date'),
        column('measured_until', 'Measured until', 'date'),
        column('members', 'Elected', 'count'),
        column('captured', 'Brought by those elected', 'percent'),
        column('by_revenue', 'By past revenue', 'percent'),
        column('by_last_year', 'By the last year', 'percent'),
        column('by_model', 'By a model of buying', 'percent'),
        column('by_chance', 'By lot', 'percent'),
        column('best_possible', 'Best possible', 'percent'),
      ],
      place: { row: 57, column: 0, width: 24, height: 9 },
      order: 'elected_on',
    },
    {
      name: 'top_by_value',
      title: 'Who spent most, whoever they are?',
      description:
        'A plain sort by revenue, Insiders or not: who is late or ordered once is among them. The file top-by-value.csv has as many as there are Insiders, or a tenth of all where nobody is elected.',
      finding: {
        text: '{customer_id} spent most: {gross_revenue} in {invoices} orders',
        one: '{customer_id} spent most: {gross_revenue} in {invoices} order',
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
      place: { row: 66, column: 0, width: 24, height: 10 },
      order: 'gross_revenue desc, customer_id',
      limit: 15,
    },
  ],
};
