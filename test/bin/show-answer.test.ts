import { showAnswer } from '../../bin/terminal/show-answer.js';
import type { RunDocument } from '../../core/runs/run-document.js';

const segment = {
  ...{ segmentId: 1, name: 'Insiders', isInsiders: true, marks: ['placed 9 orders (all: 2)'] },
  ...{ customers: 1, customerShare: 0.1, revenue: 500, revenueShare: 0.4 },
};
const run = {
  ...{ segments: [segment], insiders: segment, customers: 100, topCustomerShare: 0.1, currency: 'EUR' },
  receipt: [
    {
      kind: 'kept',
      rule: 'purchases',
      title: 'Purchases kept',
      lines: 19,
      customers: 100,
      invoices: 12,
      money: 1250.5,
    },
    { kind: 'kept', rule: 'returns', title: 'Returns kept', lines: 1, customers: 1, invoices: 1, money: -20 },
  ],
  lines: { read: 20, kept: 20, rejected: 0 },
  period: { from: '2024-01-01', to: '2024-12-31', far: [] },
  chosen: { model: 'kmeans', space: 'scaled', k: 2, silhouette: 0.5 },
  promise: {
    ...{ verdict: 'held', reason: 'It was so.', horizonDays: 91, elections: 4, captured: 0.5 },
    ...{ byPastRevenue: 0.49, byLastYear: 0.48, byModel: null, byChance: 0.1, bestPossible: 0.6 },
    next: { share: 0.5, low: 0.4, high: 0.6, level: 0.8 },
  },
  ...{ notes: [], seconds: 1, peakMemoryMb: 100, told: { revenue: 'It rose.', test: null } },
} as unknown as RunDocument;

test('one Insider is told in the singular', () => {
  const [, first] = showAnswer(run, 'out', { today: '2025-01-01' }).split('\n');
  expect(first).toBe('1 Insider, 10 % of 100 customers, brings in 40 % of revenue.');
});

test('who became an Insider since the run before, and who dropped out, is told beside what is at stake', () => {
  const changes = { previousAsOf: '2024-11-30', entered: 1, leftInsiders: 2, leftMoney: 800.5 };
  const told = (run: RunDocument) => showAnswer(run, 'out', { today: '2025-01-01' });
  expect(told({ ...run, changes })).toContain(
    '\nSince 30 November 2024: 1 customer became an Insider, 2 dropped out, with €801 at stake; movers.csv says who and why.\n',
  );
  expect(told({ ...run, changes: { ...changes, entered: 2, leftInsiders: 0 } })).toContain(
    ': 2 customers became Insiders, nobody dropped out; movers.csv',
  );
  expect(told(run)).not.toContain('Since');
});

test('what counts is told in orders, customers and money, and one customer with most of it by the headline', () => {
  const told = showAnswer({ ...run, topCustomerShare: 0.9 }, 'out', { today: '2025-01-01' });
  expect(told).toContain('orders    12 orders of 100 customers, 1,250.50 EUR; 20.00 EUR returned');
  expect(told.split('\n').slice(1, 4).at(-1)).toMatch(/^One customer alone brings 90 % of the revenue/);
});

test('the verdict is told before anything else, beside a plain sort, the lot and the best possible', () => {
  const lines = showAnswer(run, 'out', { today: '2025-01-01' }).split('\n');
  expect(lines.slice(3, 5)).toEqual([
    'Promise: held: those chosen on 4 days in the past brought in 50 % of revenue over the next 91 days (as many top spenders 49 %, picked at random 10 %, best possible 60 %).',
    'Today’s are expected to bring in 50 % over the next 91 days (40 % to 60 %).',
  ]);
});

test('where nobody is elected the first line says why, and the list of those who spent most is named', () => {
  const none = { customers: 0, reason: 'Everybody ordered once.' } as RunDocument['insiders'];
  const promise = { ...run.promise, verdict: 'not proven', captured: null } as RunDocument['promise'];
  const segments = [{ ...segment, isInsiders: false }] as unknown as RunDocument['segments'];
  const told = showAnswer({ ...run, insiders: none, promise, segments }, 'out', { today: '2025-01-01' });
  expect(told.split('\n').slice(1, 3)).toEqual([
    'None of 100 customers was chosen. Everybody ordered once.',
    'Promise: not proven, since nobody was chosen.',
  ]);
  expect(told).toContain('lists     out/top-by-value.csv');
});

test('one customer with much of it is noted where nobody is elected, too, and never twice', () => {
  const note =
    'One customer alone brings 40 % of the revenue: shares, means and totals say little about the others.';
  const noted = { ...run, topCustomerShare: 0.4, notes: [note] };
  const segments = [{ ...segment, isInsiders: false }] as unknown as RunDocument['segments'];
  for (const each of [noted, { ...noted, segments }]) {
    expect(showAnswer(each, 'out', { today: '2025-01-01' }).split(note)).toHaveLength(2);
  }
});

test('a last order that is yet to come is noted, with what to do', () => {
  expect(showAnswer(run, 'out', { today: '2024-12-31' })).not.toContain('note');
  expect(showAnswer(run, 'out', { today: '2024-12-30' })).toContain(
    'note      the last order is dated 2024-12-31, which is yet to come: set asOf in the rules',
  );
});

test('customers too few to rest a decision on are noted', () => {
  expect(showAnswer({ ...run, customers: 99 }, 'out', { today: '2024-12-31' })).toContain(
    '\n  note      99 customers are too few to rest a decision on: ',
  );
});

test('what has to be known of the files is noted, the first of it', () => {
  const notes = Array.from({ length: 9 }, (_, i) => `Note ${i + 1}.`);
  const told = showAnswer({ ...run, notes }, 'out', { today: '2025-01-01' });
  expect(told).toContain('\n  note      Note 1.\n');
  expect(told).not.toContain('Note 9.');
});

test('orders dated years away from all others are noted', () => {
  const far = [
    { lines: 1, from: 1900, to: 1900 },
    { lines: 2, from: 2031, to: 2033 },
  ];
  const shown = showAnswer({ ...run, period: { ...run.period, far } }, 'out', { today: '2025-01-01' });
  expect(shown).toContain('note      1 purchase is dated 1900, years away from all others');
  expect(shown).toContain('note      2 purchases are dated 2031 to 2033, years away');
});

test('why the revenue changed is told, and a test where one was read', () => {
  expect(showAnswer(run, 'out', { today: '2025-01-01' })).toContain('\n  revenue   It rose.\n');
  expect(showAnswer(run, 'out', { today: '2025-01-01' })).not.toContain('  test  ');
  const tested = { ...run, told: { revenue: null, test: 'It worked.' } };
  expect(showAnswer(tested, 'out', { today: '2025-01-01' })).toContain('\n  test      It worked.\n');
});
