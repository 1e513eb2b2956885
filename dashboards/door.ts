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
    {
      name: 'membership_effect',
      title: 'What did membership cause?',
      description:
        'Those just inside the door are like those just outside but for being in: the jump of what they brought afterwards is what the door does (regression discontinuity on the rule’s own score, local linear, with a robust interval). Where something speaks against it, pairs of members and others who had spent as much are compared (difference in differences). An effect of membership it is only where members were given something: say since when under insiders, benefitsSince, in the rules.',
      finding: { text: '{sentence:text}' },
      chart: { kind: 'cards' },
      columns: [
        column('meaning', 'What it is', 'text'),
        column('method', 'Measured by', 'text'),
        column('effect', 'More per customer', 'money'),
        column('low', 'at least', 'money'),
        column('high', 'at most', 'money'),
        column('n_members', 'Members', 'count'),
        column('n_others', 'Others', 'count'),
        column('measured_from', 'From', 'date'),
        column('measured_until', 'Until', 'date'),
      ],
      place: { row: 30, column: 0, width: 24, height: 5 },
      order: 'method',
    },
    {
      name: 'door_jump',
      title: 'Is there a step at the door?',
      description:
        'Customers next to one another before the door in groups of as many: what they had spent of what the door asks (100 % is the door), and what each brought afterwards. Values above 99 % count as that.',
      chart: { kind: 'line', x: 'of_door', values: ['outcome'], split: 'side' },
      columns: [
        column('of_door', 'Spent, of what the door asks', 'percent'),
        column('side', 'Side', 'text'),
        column('customers', 'Customers', 'count'),
        column('outcome', 'Brought afterwards, each', 'money'),
      ],
      place: { row: 35, column: 0, width: 12, height: 8 },
      order: 'position',
    },
    {
      name: 'what_speaks_against',
      title: 'What speaks against measuring it?',
      description:
        'Everything has to hold, or it is not told. Chance: of such a finding where all is well; below 5 % it is none.',
      chart: { kind: 'table' },
      columns: [
        column('method', 'Way of measuring', 'text'),
        column('title', 'What has to hold', 'text'),
        column('found', 'What was found', 'text'),
        column('p_value', 'Chance', 'percent'),
        column('is_passed', 'Holds', 'flag'),
      ],
      place: { row: 35, column: 12, width: 12, height: 8 },
      order: 'position',
    },
  ],
};
