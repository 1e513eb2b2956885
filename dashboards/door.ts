import { column, customerColumns, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

const [id, country, revenue, orders, perOrder, , , lastOrder] = customerColumns;

export const door: Dashboard = {
  name: 'door',
  title: 'The door',
  description: 'What it takes to become an Insider, who is about to, and who is about to leave.',
  panels: [
    {
      name: 'insiders_rule',
      title: 'What does it take to be an Insider?',
      description:
        'Who is an Insider is decided by this rule and nothing else. Whoever spends no less, orders no less and ordered no earlier than an Insider is one. To stay takes less than to enter, so that nobody goes in and out for a trifle; a rule stands for the days that are given to come in.',
      finding: {
        text: '{sentence:text} {let_in:count} customers do.',
        one: '{sentence:text} {let_in:count} customer does.',
        where: 'is_enter',
      },
      chart: { kind: 'table' },
      columns: [
        column('title', 'What for', 'text'),
        column('sentence', 'Rule', 'text'),
        column('let_in', 'Customers who meet it', 'count'),
        column('kept', 'Insiders among them', 'count'),
        column('recall_share', 'Of the Insiders', 'percent'),
        column('gap_days', 'Usual gap', 'days'),
        column('gaps', 'Late after gaps', 'number'),
        column('times', 'The late: times as much', 'number'),
        column('drawn_on', 'Drawn on', 'date'),
      ],
      place: { row: 0, column: 0, width: 24, height: 5 },
      order: 'kind',
    },
    {
      name: 'door_standings',
      title: 'Where does everybody stand?',
      description:
        'Near: to be expected to get in by ordering on. Leaving soon: later than one may be to enter, and out within a month at most without another order.',
      chart: { kind: 'bar', category: 'standing', values: ['customers'] },
      columns: [
        column('standing', 'Standing', 'text'),
        column('customers', 'Customers', 'count'),
        column('revenue', 'Their revenue', 'money'),
      ],
      place: { row: 5, column: 0, width: 10, height: 8 },
      order: 'position',
    },
    {
      name: 'about_to_leave',
      title: 'Who is about to leave?',
      description:
        'Insiders who are later than one may be to enter, and out within a month at most without another order. What they spent is what is at stake. Own gap: the days between their own orders, against which they are late.',
      finding: {
        text: '{leaving:count} Insiders are about to leave, who spent {money_at_stake:money}',
        one: '{leaving:count} Insider is about to leave, who spent {money_at_stake:money}',
      },
      chart: { kind: 'table' },
      columns: [
        id!,
        column('days_left', 'Days left', 'days'),
        column('leaves_on', 'Leaves on', 'date'),
        column('own_gap_days', 'Own gap', 'days'),
        column('late_days', 'Late by it', 'days'),
        revenue!,
        orders!,
        lastOrder!,
      ],
      place: { row: 5, column: 10, width: 14, height: 8 },
      order: 'days_left, gross_revenue desc, customer_id',
      limit: 10,
      empty: 'Nobody.',
    },
    {
      name: 'near_the_door',
      title: 'Who is near the door?',
      description:
        'Customers who are to be expected to become Insiders by ordering on, at the pace that customers have kept lately, and what is missing. Usual: what so many orders of theirs come to. Own gap: the days between their own orders; next due: when one keeps to it.',
      finding: {
        text: '{near:count} customers are to be expected to become Insiders',
        one: '{near:count} customer is to be expected to become an Insider',
      },
      chart: { kind: 'table' },
      columns: [
        id!,
        segment,
        country!,
        column('orders_missing', 'Orders missing', 'count'),
        column('usual_money', 'Usual', 'money'),
        column('by_on', 'By', 'date'),
        column('own_gap_days', 'Own gap', 'days'),
        column('due_on', 'Next due', 'date'),
        revenue!,
        orders!,
        perOrder!,
        lastOrder!,
      ],
      place: { row: 13, column: 0, width: 24, height: 10 },
      order: 'orders_missing, gross_revenue desc, customer_id',
      limit: 25,
      empty: 'Nobody.',
    },
    {
      name: 'insiders_certainty',
      title: 'How sure are the memberships?',
      description:
        'The orders were dealt again and again, each day with orders as often as chance has it, and the rule drawn from them each time: how much of a membership is luck with single orders. How many may be Insiders stays as it is. Certain: let in 95 % of the times and more; likely: 75 %; borderline: more than a quarter.',
      finding: {
        text: '{certain_members:count} of {insiders:count} Insiders are so in 95 % and more of {resamples:count} resamples of the orders',
      },
      chart: { kind: 'bar', category: 'certainty', values: ['customers'] },
      columns: [
        column('certainty', 'Certainty', 'text'),
        column('customers', 'Insiders', 'count'),
        column('insider_share', 'Of all Insiders', 'percent'),
        column('revenue', 'Their revenue', 'money'),
      ],
      place: { row: 23, column: 0, width: 24, height: 7 },
      order: 'position',
    },
  ],
};
