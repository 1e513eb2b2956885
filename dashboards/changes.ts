import { column } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const changes: Dashboard = {
  name: 'changes',
  title: 'Since last time',
  description: 'Who moved since the previous run of the dataset, why, and what that means in money.',
  panels: [
    {
      name: 'comparison',
      title: 'Who entered and who left?',
      description:
        'Against the run of the same dataset that was published before. Money at stake is what those who left have spent.',
      finding: {
        text: '{entered} customers became Insiders and {left_insiders} ceased to be, with {left_money} at stake, since {previous_as_of:date}',
      },
      chart: { kind: 'cards' },
      columns: [
        column('insiders_before', 'Insiders then', 'count'),
        column('entered', 'Entered', 'count'),
        column('left_insiders', 'Left', 'count'),
        column('insiders_now', 'Insiders now', 'count'),
        column('left_money', 'Money at stake', 'money'),
        column('entered_money', 'Money won', 'money'),
      ],
      place: { row: 0, column: 0, width: 24, height: 4 },
      order: 'previous_run_id',
    },
    {
      name: 'movers_named',
      title: 'Who moved, and why?',
      description:
        'Those who entered or left the Insiders first, then by their money. All are in movers.csv.',
      chart: { kind: 'table' },
      columns: [
        column('customer_id', 'Customer', 'text'),
        column('what', 'What happened', 'text'),
        column('from_segment', 'From', 'text'),
        column('to_segment', 'To', 'text'),
        column('reason', 'Why', 'text'),
        column('money', 'Money', 'money'),
      ],
      place: { row: 4, column: 0, width: 24, height: 10 },
      order: 'position',
      limit: 50,
      empty: 'Nobody changed segments.',
    },
    {
      name: 'segment_migration',
      title: 'From where to where?',
      description:
        'Left: the segments of the previous run. Right: those of this one. As wide as the number of customers; a segment may have another name now, where its middle customer does other things.',
      finding: {
        text: '{moved_customers:count} of {known_customers:count} customers of both runs are in another segment now',
      },
      chart: { kind: 'flow', from: 'from_segment', to: 'to_segment', value: 'customers' },
      columns: [
        column('from_segment', 'Previous run', 'text'),
        column('to_segment', 'This run', 'text'),
        column('customers', 'Customers', 'count'),
        column('customer_share', 'Of the old segment', 'percent'),
        column('revenue', 'Money', 'money'),
      ],
      place: { row: 14, column: 0, width: 24, height: 10 },
      order: 'from_position, to_position',
    },
    {
      name: 'features_drifted',
      title: 'Have customers changed as a whole?',
      description:
        'Population stability index: below 0.1 the base is calm, above 0.25 it has moved, and old rules no longer fit.',
      chart: { kind: 'table' },
      columns: [
        column('title', 'Feature', 'text'),
        column('drift', 'Drift', 'text'),
        column('stability_index', 'Index', 'number'),
        column('median_before', 'Median then', 'measure'),
        column('median_now', 'Median now', 'measure'),
      ],
      place: { row: 24, column: 0, width: 24, height: 8 },
      order: 'feature',
    },
  ],
};
