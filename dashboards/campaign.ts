import { bar, column, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const campaign: Dashboard = {
  name: 'campaign',
  title: 'Plan a campaign',
  description: 'What a campaign could bring, who does not need it, and what a test of it can prove.',
  panels: [
    {
      name: 'campaign_profit',
      title: 'For which segments does a campaign pay off?',
      description:
        'Lift, margin and cost are assumptions: set your own under campaign in the rules. Where they say no cost, a hundredth of a mean order is taken. Each: what a customer of the segment is forecast to spend in as many days as a campaign works, without one; where nothing can be forecast, what was spent in the newest days. The range is half to one and a half times the lift, on the range of that.',
      finding: {
        text: 'A campaign to {segment:text} pays from a lift of {break_even_lift}. If it lifted what they spend in {window_days:days} days by {lift}, with {margin:percent} of it left after goods and {cost_per_customer:money} spent on each ({cost_words:text}), it would bring {expected_profit}, between {low_profit} and {high_profit}: the terms are assumed, not measured',
      },
      chart: { kind: 'table' },
      columns: [
        segment,
        column('customers', 'Customers', 'count'),
        column('break_even_lift', 'Break-even lift', 'percent'),
        column('base_revenue', 'Each, without it', 'money'),
        column('lift', 'Assumed lift', 'percent'),
        column('cost', 'Cost', 'money'),
        bar(column('expected_profit', 'Profit if so', 'money')),
        column('low_profit', 'Low', 'money'),
        column('high_profit', 'High', 'money'),
        column('profit_without_them', 'Without those who buy anyway', 'money'),
      ],
      place: { row: 0, column: 0, width: 24, height: 8 },
      order: 'expected_profit desc, segment_id',
    },
    {
      name: 'buying_anyway',
      title: 'Who would buy anyway?',
      description:
        'Customers who bought in every one of the most recent windows: discounts for them are given away.',
      finding: { text: '{anyway_share} of {segment:text} would buy anyway' },
      chart: { kind: 'bar', category: 'segment', values: ['buy_anyway'] },
      columns: [
        segment,
        column('buy_anyway', 'Would buy anyway', 'count'),
        column('customers', 'Of', 'count'),
        column('anyway_share', 'Share', 'percent'),
      ],
      place: { row: 8, column: 0, width: 10, height: 7 },
      order: 'segment_id',
      empty: 'Nobody bought in every window.',
    },
    {
      name: 'test_summary',
      title: 'Can a test prove that a campaign works?',
      description:
        'Some get the campaign, the others are held out, and what both spend is compared. They are drawn so that they are alike in revenue; holdout.csv lists who hears nothing. The lift is one of revenue, the same share of what everybody spends. Least provable: the smallest that a test of revenue of any length below can tell from chance.',
      finding: {
        text: 'The Insiders are {verdict:text} a lift of {lift} in revenue; the least that a test of revenue finds is {least_lift}, in {least_days:days} days ({least_measure:text})',
        where: 'is_told',
      },
      chart: { kind: 'cards' },
      columns: [
        column('campaign_customers', 'Get the campaign', 'count'),
        column('holdout_customers', 'Held out', 'count'),
        column('lift', 'Hoped-for lift', 'percent'),
        column('least_lift', 'Least provable', 'percent'),
        column('least_days', 'in days', 'days'),
        column('provable_days', 'Days to prove the hoped-for', 'days'),
        column('provable_on', 'Provable on', 'date'),
      ],
      place: { row: 8, column: 10, width: 14, height: 7 },
      order: 'campaign_customers',
    },
    {
      name: 'test_plan',
      title: 'What can a test of which length prove?',
      description:
        'Repurchase: the share who buy at all, a measure of its own. Revenue: a campaign multiplies what everybody spends. Winsorised: values above the 99th percentile of both arms count as that. CUPED: what a customer spent before is taken off. Both make a test sharper without asking for more customers.',
      chart: { kind: 'table' },
      columns: [
        column('days', 'Days', 'days'),
        column('ends_on', 'Ends on', 'date'),
        column('measure', 'Measure', 'text'),
        column('base', 'Without a campaign', 'measure'),
        column('detectable_lift', 'Least provable lift', 'percent'),
        column('customers_needed', 'Customers for the hoped-for lift', 'count'),
        column('customers', 'There are', 'count'),
        column('is_provable', 'Provable', 'flag'),
      ],
      place: { row: 15, column: 0, width: 24, height: 10 },
      order: 'position',
    },
    {
      name: 'test_verdict',
      title: 'Did the campaign work?',
      description:
        'The arms that an earlier run drew, read on the orders since. Everybody counts in the arm drawn for them, whether they came back or not. Before the planned end the interval holds however often one looks; at the end it is hardly wider than without looks. Which run planned it, and when the campaign began, stands under experiment in the rules; without, it is a test of nothing, whose arms should be alike.',
      finding: { text: '{sentence:text}' },
      chart: { kind: 'cards' },
      columns: [
        column('verdict', 'Verdict', 'text'),
        column('effect', 'More per customer', 'money'),
        column('low', 'at least', 'money'),
        column('high', 'at most', 'money'),
        column('lift', 'Lift', 'percent'),
        column('campaign_customers', 'Got the campaign', 'count'),
        column('holdout_customers', 'Held out', 'count'),
        column('read_until', 'Read until', 'date'),
        column('ends_on', 'Planned end', 'date'),
      ],
      place: { row: 25, column: 0, width: 24, height: 5 },
      order: 'run_id',
    },
    {
      name: 'test_measures',
      title: 'What does each measure of the test say?',
      description:
        'The verdict rests on one, laid down before: revenue with the largest values cut off and what each spent before taken off (CUPED). The others are there to be looked at; the chance is that of this look alone.',
      chart: { kind: 'table' },
      columns: [
        column('measure', 'Measure', 'text'),
        column('campaign', 'With the campaign', 'measure'),
        column('holdout', 'Held out', 'measure'),
        column('effect', 'Difference', 'measure'),
        column('low', 'at least', 'measure'),
        column('high', 'at most', 'measure'),
        column('lift', 'Lift', 'percent'),
        column('p_value', 'Chance of it without an effect', 'percent'),
        column('is_decisive', 'Decides', 'flag'),
      ],
      place: { row: 30, column: 0, width: 24, height: 7 },
      order: 'position',
    },
  ],
};
