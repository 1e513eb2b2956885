import { describeDoor } from '../../../core/door/describe-door.js';
import { doorOf } from '../../../core/door/door.js';
import { describeOwnRhythm, ownRhythmOf } from '../../../core/door/own-rhythm.js';
import { stepsToEnter } from '../../../core/door/steps-to-enter.js';
import { whyNoLeaving } from '../../../core/door/why-no-leaving.js';
import { meetsRule, type Rule } from '../../../core/membership/rule.js';

const atLeast = (feature: string, cutoff: number) => ({ feature, bound: 'atLeast', cutoff }) as const;
const below = (feature: string, cutoff: number) => ({ feature, bound: 'below', cutoff }) as const;

const enter: Rule = [
  [atLeast('invoices', 11), below('recency_days', 40)],
  [atLeast('gross_revenue', 5000), below('recency_days', 40)],
];
const keep: Rule = [[atLeast('invoices', 8), below('recency_days', 50)]];
const rules = { enter, keep, asOf: '2011-12-09', doorDays: 90, tellsLeaving: true, pace: 1 };

/** One customer as columns. */
const customer = (values: Record<string, number>) =>
  Object.fromEntries(
    Object.entries({ gross_revenue: 900, invoices: 9, recency_days: 10, tenure_days: 360, ...values }).map(
      ([feature, value]) => [feature, Float64Array.of(value)],
    ),
  );
const door = (values: Record<string, number>, isMember = false) =>
  doorOf(rules, customer(values), isMember, 0);
const sentence = (values: Record<string, number>, isMember = false) =>
  describeDoor(door(values, isMember), 'GBP');

test('2 orders are missing, which usually come to 2 times 900 / 9', () => {
  expect(door({})).toMatchObject({
    standing: 'near',
    steps: { orders: 2, money: 0, usualMoney: 200 },
    byOn: '2012-03-08',
  });
  expect(sentence({})).toBe('Missing: 2 more orders (usually £200) by 8 March 2012.');
});

test('the way in that costs least is taken: 310 more is less than 9 orders of 2,345', () => {
  const steps = stepsToEnter(enter, customer({ invoices: 2, gross_revenue: 4690 }), 0)!;
  expect(steps).toMatchObject({ orders: 1, money: 310 });
  expect(sentence({ invoices: 2, gross_revenue: 4690 })).toBe(
    'Missing: 1 more order with at least £310 by 8 March 2012.',
  );
});

test('who has all but a recent order is missing one order', () => {
  expect(door({ invoices: 15, recency_days: 60 }).steps).toMatchObject({ orders: 1, money: 0 });
});

test('near is who gets in by ordering on as they do: 9 orders in 360 days are 2.25 in 90', () => {
  expect(door({}).usualOrders).toBe(2.25);
  expect(door({ invoices: 8 }).standing).toBe('far');
  expect(door({ recency_days: 91, tenure_days: 360 }).standing).toBe('far');
});

test('who came yesterday has no rhythm yet: one order counts as one a month', () => {
  expect(door({ invoices: 1, tenure_days: 1 }).usualOrders).toBe(3);
  // Even where one order more would do.
  expect(door({ invoices: 1, gross_revenue: 4990, tenure_days: 1 }).standing).toBe('far');
});

test('a bound from above on what only grows cannot be met by ordering, nor outgrown', () => {
  const few: Rule = [[below('invoices', 9)]];
  expect(stepsToEnter(few, customer({}), 0)).toBeUndefined();
  const both: Rule = [[below('invoices', 10), atLeast('gross_revenue', 950)]];
  expect(stepsToEnter(both, customer({}), 0)).toBeUndefined();
  expect(stepsToEnter(both, customer({ invoices: 8 }), 0)).toMatchObject({ orders: 1, money: 50 });
  expect(stepsToEnter([[atLeast('avg_gap_days', 4)]], customer({ avg_gap_days: 2 }), 0)).toBeUndefined();
});

test('one order lifts an average of 9 from 100 to 120 with 300: (900 + 300) / 10', () => {
  const rule: Rule = [[atLeast('avg_order_value', 120)]];
  expect(stepsToEnter(rule, customer({ avg_order_value: 100 }), 0)).toMatchObject({ orders: 1, money: 300 });
});

test('a member leaves on the day that the time away reaches the bound to stay', () => {
  expect(door({ recency_days: 45 }, true)).toMatchObject({
    standing: 'leaving soon',
    daysLeft: 5,
    leavesOn: '2011-12-14',
  });
  expect(sentence({ recency_days: 49 }, true)).toBe(
    'Leaves on 10 December 2011, in 1 day, without another order.',
  );
  expect(door({ recency_days: 10 }, true).standing).toBe('stays');
});

test('about to leave is who is later than one may be to enter: among weekly buyers not whoever came last week', () => {
  const weekly = { enter: [[below('recency_days', 21)]], keep: [[below('recency_days', 30)]] };
  const at = (recency_days: number) =>
    doorOf({ ...rules, ...weekly }, customer({ recency_days }), true, 0).standing;
  expect([at(7), at(20), at(21), at(29)]).toEqual(['stays', 'stays', 'leaving soon', 'leaving soon']);
  const yearly = { enter: [[below('recency_days', 200)]], keep: [[below('recency_days', 280)]] };
  const late = (recency_days: number) =>
    doorOf({ ...rules, ...yearly }, customer({ recency_days }), true, 0).standing;
  expect([late(240), late(250)]).toEqual(['stays', 'leaving soon']);
});

test('who slows down is expected to: at half the pace, 9 orders in 360 days are 1.1 in 90', () => {
  const slow = doorOf({ ...rules, pace: 0.5 }, customer({}), false, 0);
  expect([slow.usualOrders, slow.standing]).toEqual([1.125, 'far']);
});

test('the steps, once taken, open the door', () => {
  const people: Record<string, number>[] = [
    {},
    { invoices: 2, gross_revenue: 4690 },
    { invoices: 15, recency_days: 60 },
  ];
  for (const values of people) {
    const { orders, usualMoney } = door(values).steps!;
    const before = customer(values);
    const after = customer({
      ...values,
      invoices: before.invoices![0]! + orders,
      gross_revenue: before.gross_revenue![0]! + usualMoney,
      recency_days: 0,
    });
    expect(meetsRule(enter, after, 0)).toBe(true);
  }
});

test('where the orders cannot tell when somebody has gone, members stay', () => {
  const here = doorOf({ ...rules, tellsLeaving: false }, customer({ recency_days: 49 }), true, 0);
  expect(here).toMatchObject({ standing: 'stays', daysLeft: null, leavesOn: null });
  expect(describeDoor(here, null)).toBe('Stays, as far as these orders can tell.');
});

test('why leaving cannot be told: nobody came twice, or the data is shorter than the time away', () => {
  const columns = { buying_days: Float64Array.of(1, 2), recency_days: Float64Array.of(0, 30) };
  expect(whyNoLeaving(keep, columns, 50)).toBeUndefined();
  expect(whyNoLeaving(keep, columns, 49)).toContain('49 days of orders');
  expect(whyNoLeaving(keep, { ...columns, buying_days: Float64Array.of(1, 1) }, 365)).toContain('twice');
});

describe('the customer’s own rhythm', () => {
  const told = (gapDays: number, recencyDays: number) =>
    describeOwnRhythm(ownRhythmOf(gapDays, recencyDays, '2011-12-09'));

  test('says when the next order is due by the customer’s own gap, and how late it is', () => {
    expect(told(20, 8)).toBe('Usually orders every 20 days: the next is due by 21 December 2011.');
    expect(told(20, 52)).toBe('Usually orders every 20 days: late by 32 days against that.');
    expect(ownRhythmOf(20, 52, '2011-12-09')).toEqual({ gapDays: 20, dueOn: '2011-11-07', lateDays: 32 });
  });

  test('who ordered on one day only has none yet', () => {
    expect(told(Number.NaN, 8)).toBe('');
  });
});
