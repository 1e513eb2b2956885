import { column } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const changes: Dashboard = {
  name: 'changes',
  title: 'Since last time',
  description: 'Who moved since the previous run, why, and what it means in money.',
  panels: [
    {
      name: 'comparison',
      title: 'Who became an Insider, and who dropped out?',
      description:
        'Compared with the previous published run of the same dataset. Money at stake is what those who dropped out have spent.',
      finding: {
        text: 'Since {previous_as_of:date}, {entered} customers became Insiders and {left_insiders} dropped out, with {left_money} at stake',
      },
      chart: { kind: 'cards' },
      columns: [
        column('insiders_before', 'Insiders then', 'count'),
        column('entered', 'Became Insiders', 'count'),
        column('left_insiders', 'Dropped out', 'count'),
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
        'Those who became Insiders or dropped out come first, then the others by what they spent. The full list is movers.csv.',
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
      title: 'Which segments did customers move between?',
      description:
        'Left: the segments of the previous run. Right: those of this run. The wider a band, the more customers. A segment may have a new name if its typical customer now behaves differently.',
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
      title: 'Has the customer base changed as a whole?',
      description:
        'Population stability index: below 0.1 nothing much has changed; above 0.25 the customer base has shifted, and old rules no longer fit.',
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
