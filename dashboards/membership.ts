import { column, customerColumns, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

const [id, country, revenue, orders, perOrder, , , lastOrder] = customerColumns;

export const membership: Dashboard = {
  name: 'membership',
  title: 'Membership',
  description: 'What it takes to become an Insider, who is close, and who is about to drop out.',
  panels: [
    {
      name: 'insiders_rule',
      title: 'What does it take to be an Insider?',
      description:
        'This rule alone decides who is an Insider: anyone who has spent as much, ordered as much and ordered as recently as an Insider is one too. Staying in takes less than getting in, so that nobody drifts in and out over a trifle. A rule stays in force for as long as customers are given to meet it.',
      finding: {
        text: '{sentence:text} {let_in:count} customers qualify.',
        one: '{sentence:text} {let_in:count} customer qualifies.',
        where: 'is_enter',
      },
      chart: { kind: 'table' },
      columns: [
        column('title', 'Purpose', 'text'),
        column('sentence', 'Rule', 'text'),
        column('let_in', 'Customers who meet it', 'count'),
        column('kept', 'Insiders among them', 'count'),
        column('recall_share', 'Share of Insiders', 'percent'),
        column('gap_days', 'Usual days between orders', 'days'),
        column('gaps', 'Late after so many gaps', 'number'),
        column('times', 'Late customers must have spent, times', 'number'),
        column('drawn_on', 'In force since', 'date'),
      ],
      place: { row: 0, column: 0, width: 24, height: 5 },
      order: 'kind',
    },
    {
      name: 'door_standings',
      title: 'How close is everyone to being an Insider?',
      description:
        'Near: expected to become an Insider at their current pace. Leaving soon: already later than a new Insider may be, and out within a month unless they order again. No way in: no number of orders would be enough.',
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
      title: 'Who is about to drop out?',
      description:
        'Insiders who are already later than a new Insider may be, and who drop out within a month unless they order again. What they have spent is what is at stake. Own gap: the days between their own orders, by which they are late.',
      finding: {
        text: '{leaving:count} Insiders are about to drop out; they have spent {money_at_stake:money}',
        one: '{leaving:count} Insider is about to drop out; they have spent {money_at_stake:money}',
      },
      chart: { kind: 'table' },
      columns: [
        id!,
        column('days_left', 'Days left', 'days'),
        column('leaves_on', 'Drops out on', 'date'),
        column('own_gap_days', 'Own gap', 'days'),
        column('late_days', 'Days late', 'days'),
        revenue!,
        orders!,
        lastOrder!,
      ],
      place: { row: 5, column: 10, width: 14, height: 8 },
      order: 'days_left, gross_revenue desc, customer_id',
      limit: 10,
      empty: 'Nobody at the moment.',
    },
    {
      name: 'near_the_door',
      title: 'Who is about to become an Insider?',
      description:
        'Customers who can be expected to become Insiders at the pace customers have kept lately, and what they still need. Usually worth: what that many of their orders come to. Own gap: the days between their own orders; next due: the day that keeps to it.',
      finding: {
        text: '{near:count} customers are close to becoming Insiders',
        one: '{near:count} customer is close to becoming an Insider',
      },
      chart: { kind: 'table' },
      columns: [
        id!,
        segment,
        country!,
        column('orders_missing', 'Orders needed', 'count'),
        column('usual_money', 'Usually worth', 'money'),
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
      empty: 'Nobody at the moment.',
    },
    {
      name: 'insiders_certainty',
      title: 'How much of membership is luck?',
      description:
        'The orders were reshuffled many times, each day with orders drawn as often as chance would have it, and Insiders chosen anew each time. The number of Insiders stays the same. Certain: chosen at least 95 % of the time; likely: at least 75 %; borderline: more than a quarter.',
      finding: {
        text: '{certain_members:count} of {insiders:count} Insiders would be chosen in at least 95 % of {resamples:count} reshuffles of the orders',
      },
      chart: { kind: 'bar', category: 'certainty', values: ['customers'] },
      columns: [
        column('certainty', 'Certainty', 'text'),
        column('customers', 'Insiders', 'count'),
        column('insider_share', 'Share of Insiders', 'percent'),
        column('revenue', 'Their revenue', 'money'),
      ],
      place: { row: 23, column: 0, width: 24, height: 7 },
      order: 'position',
    },
    {
      name: 'membership_effect',
      title: 'What did membership cause?',
      description:
        'Customers who only just met the rule are like those who only just missed it, but for being members: the jump in what they spent afterwards is what membership did (regression discontinuity on the rule’s own score, local linear, with a robust interval). Where something speaks against it, pairs of members and others who had spent as much are compared (difference in differences). An effect of membership it is only where members were given something: say since when under insiders, benefitsSince, in the rules.',
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
      title: 'Is there a step where membership begins?',
      description:
        'Customers in groups of equal size, by how much of the amount that the rule asks for they had spent (members begin at 100 %), and what each spent afterwards. Values above 99 % count as that.',
      chart: { kind: 'line', x: 'of_door', values: ['outcome'], split: 'side' },
      columns: [
        column('of_door', 'Spent, of what the rule asks for', 'percent'),
        column('side', 'Side', 'text'),
        column('customers', 'Customers', 'count'),
        column('outcome', 'Spent afterwards, each', 'money'),
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
