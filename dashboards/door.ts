import { column, customerColumns, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

const [id, country, revenue, orders, perOrder, , , lastOrder, daysSince] = customerColumns;

export const door: Dashboard = {
  name: 'door',
  title: 'The door',
  description: 'What it takes to become an Insider, who is about to, and who is about to leave.',
  panels: [
    {
      name: 'insiders_rule',
      title: 'What does it take to be an Insider?',
      description:
        'The segmentation in one sentence, learnt from the Insiders themselves, with cut-offs that are easy to say. To stay one takes less than to become one, so that nobody goes in and out for a trifle. Seen anew: on customers whom the rule was not learnt from.',
      finding: {
        text: '{sentence:text} That keeps {recall_share} of the Insiders, and agrees with the segmentation on {held_out_fidelity} of customers it had not seen.',
        where: 'is_enter',
      },
      chart: { kind: 'table' },
      columns: [
        column('title', 'What for', 'text'),
        column('sentence', 'Rule', 'text'),
        column('let_in', 'Customers who meet it', 'count'),
        column('kept', 'Insiders among them', 'count'),
        column('recall_share', 'Of the Insiders', 'percent'),
        column('precision_share', 'Insiders of those who meet it', 'percent'),
        column('fidelity', 'Agrees', 'percent'),
        column('held_out_fidelity', 'Agrees, seen anew', 'percent'),
      ],
      place: { row: 0, column: 0, width: 24, height: 5 },
      order: 'kind',
    },
    {
      name: 'door_standings',
      title: 'Where does everybody stand?',
      description:
        'Near: gets in by ordering on as before. Leaving soon: out within 30 days without another order. By the rule: the rule in words and the segmentation do not agree.',
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
        'Insiders who are out within 30 days without another order; with 0 days left, those who are out by the rule already. What they spent is what is at stake.',
      finding: {
        text: '{leaving:count} Insiders are about to leave or out by the rule already, who spent {money_at_stake:money}',
        one: '{leaving:count} Insider is about to leave or out by the rule already, who spent {money_at_stake:money}',
      },
      chart: { kind: 'table' },
      columns: [
        id!,
        column('days_left', 'Days left', 'days'),
        column('leaves_on', 'Leaves on', 'date'),
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
        'Customers who become Insiders by ordering on as before, and what is missing. Usual: what so many orders of theirs come to.',
      finding: {
        text: '{near:count} customers become Insiders by ordering on as before',
        one: '{near:count} customer becomes an Insider by ordering on as before',
      },
      chart: { kind: 'table' },
      columns: [
        id!,
        segment,
        country!,
        column('orders_missing', 'Orders missing', 'count'),
        column('usual_money', 'Usual', 'money'),
        column('by_on', 'By', 'date'),
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
        'The segmentation was made again and again, each time of customers drawn anew from the same. Certain: an Insider in 95 % of the times and more; likely: in 75 %; borderline: in more than a quarter. Mixtures, Ward and k-medoids are made of 500 customers at a time, density models of 1,000, which makes memberships look less sure than they are. Of very many customers it is known of those in the sample that the models were fitted to.',
      finding: {
        text: '{certain_members:count} of {insiders:count} Insiders are so in 95 % and more of {resamples:count} resamples of {drawn:count} customers',
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
      name: 'rule_disagreements',
      title: 'Whom does the rule get wrong?',
      description: 'Customers on whom the sentence and the segmentation disagree, and what the rule misses.',
      chart: { kind: 'table' },
      columns: [
        id!,
        segment,
        column('what', 'How', 'text'),
        column('misses', 'Misses', 'text'),
        revenue!,
        orders!,
        daysSince!,
      ],
      place: { row: 30, column: 0, width: 24, height: 8 },
      order: 'is_insiders desc, gross_revenue desc, customer_id',
      limit: 25,
      empty: 'Nobody: the rule and the segmentation agree on everybody.',
    },
  ],
};
