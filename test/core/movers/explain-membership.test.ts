import type { Condition } from '../../../core/membership/rule.js';
import { explainMembership, type MembershipRules } from '../../../core/movers/explain-membership.js';

const asks = (feature: string, bound: Condition['bound'], cutoff: number): Condition => ({
  feature,
  bound,
  cutoff,
});
const spent = (cutoff: number) => asks('gross_revenue', 'atLeast', cutoff);
const away = (cutoff: number) => asks('recency_days', 'below', cutoff);
const ordered = asks('invoices', 'atLeast', 2);

/** Two ways in: 2,000 and not late, or 4,000 and not gone; to stay, four fifths of the money and two fifths more days. */
const rules: MembershipRules = {
  rule: {
    enter: [
      [spent(2000), ordered, away(100)],
      [spent(4000), away(300)],
    ],
    stay: [
      [spent(1600), ordered, away(140)],
      [spent(3200), away(420)],
    ],
    ...{ gapDays: 50, gaps: 2, times: 2, drawnOn: '2020-01-01' },
  },
  reason: 'Nobody stands out for long.',
  membersStay: true,
};
const customer = (gross_revenue: number, invoices: number, recency_days: number) => ({
  ...{ gross_revenue, invoices, recency_days },
});
const entered = (before: ReturnType<typeof customer> | null, now: ReturnType<typeof customer>) =>
  explainMembership({ kind: 'entered', before, now }, rules, 'GBP');
const left = (before: ReturnType<typeof customer> | null, now: ReturnType<typeof customer> | null) =>
  explainMembership({ kind: 'left', before, now }, rules, 'GBP');

test('who came in is told by the conditions that were missed before, and met now', () => {
  expect(entered(customer(1800, 1, 5), customer(2150, 2, 0))).toBe(
    'Meets the rule to enter now: spent at least £2,000 (£1,800 before, £2,150 now) and placed at least 2 orders (1 before, 2 now).',
  );
  expect(entered(customer(4100, 9, 310), customer(4200, 10, 3))).toBe(
    'Meets the rule to enter now: last ordered less than 100 days ago (310 before, 3 now).',
  );
});

test('a new customer is told by the whole way in', () => {
  expect(entered(null, customer(4100, 1, 3))).toBe(
    'A new customer who meets the rule to enter: spent at least £4,000 (£4,100) and last ordered less than 300 days ago (3).',
  );
});

test('where the customer met it before already, it is the rule that has changed', () => {
  expect(entered(customer(2100, 3, 20), customer(2100, 3, 50))).toMatch(
    /^The rule to enter was drawn anew, and is met: spent at least £2,000 \(£2,100\), placed/,
  );
  expect(left(customer(1500, 3, 20), customer(1500, 3, 50))).toBe(
    'The rule to stay was drawn anew, and is not met: spent at least £1,600 (£1,500).',
  );
});

test('who left is told by what of the rule to stay was met before, and is not now', () => {
  expect(left(customer(2100, 3, 60), customer(2100, 3, 150))).toBe(
    'Does not meet the rule to stay any more: last ordered less than 140 days ago (60 before, 150 now).',
  );
});

test('members of a run by other rules have to enter anew', () => {
  const move = { kind: 'left', before: customer(1700, 3, 60), now: customer(1700, 3, 70) } as const;
  expect(explainMembership(move, { ...rules, membersStay: false }, 'GBP')).toBe(
    'Does not meet the rule to enter, which the changed rules ask of everybody: spent at least £2,000 (£1,700).',
  );
});

test('where nobody is elected any more, it says why; and whose orders are gone', () => {
  const move = { kind: 'left', before: customer(2100, 3, 60), now: customer(2100, 3, 70) } as const;
  expect(explainMembership(move, { ...rules, rule: null }, null)).toBe('Nobody stands out for long.');
  expect(left(customer(2100, 3, 60), null)).toBe('No order of this customer counts any more.');
});
