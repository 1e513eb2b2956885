import { bar, column, customerColumns } from './columns.js';
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
        'The Insiders are the segment elected as the shop’s best customers. What marks them are medians, the Insider in the middle, and in brackets the customer in the middle of all. Revenue is what was ordered, before returns.',
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
      place: { row: 4, column: 0, width: 24, height: 10 },
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
      place: { row: 14, column: 0, width: 24, height: 10 },
      order: 'gross_revenue desc, customer_id',
      limit: 15,
    },
    {
      name: 'hypotheses_tested',
      title: 'Is it true what is said of Insiders?',
      description:
        'Each statement with what came out and a 95 % interval: it holds, or does not, where the whole interval says so. The Insiders are elected by their revenue, so that statements on revenue show by how much rather than whether.',
      finding: { text: '{holding:count} of {tested:count} statements about the Insiders hold' },
      chart: { kind: 'table' },
      columns: [
        column('statement', 'Statement', 'text'),
        column('verdict', 'Verdict', 'text'),
        column('sentence', 'What came out', 'text'),
      ],
      place: { row: 24, column: 0, width: 24, height: 9 },
      order: 'position',
    },
  ],
};
