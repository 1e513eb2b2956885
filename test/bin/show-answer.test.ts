import { showAnswer } from '../../bin/terminal/show-answer.js';
import type { RunDocument } from '../../core/run-document.js';

const segment = {
  ...{ segmentId: 1, name: 'Insiders', isInsiders: true, marks: ['placed 9 orders (all: 2)'] },
  ...{ customers: 1, customerShare: 0.1, revenue: 500, revenueShare: 0.4 },
};
const run = {
  ...{ segments: [segment], insiders: segment, customers: 100, receipt: [] },
  lines: { read: 20, kept: 20, rejected: 0 },
  period: { from: '2024-01-01', to: '2024-12-31' },
  chosen: { model: 'kmeans', space: 'scaled', k: 2, silhouette: 0.5 },
  ...{ seconds: 1, peakMemoryMb: 100 },
} as unknown as RunDocument;

test('one Insider is told in the singular', () => {
  const [, first] = showAnswer(run, 'out', { today: '2025-01-01' }).split('\n');
  expect(first).toBe('1 Insider, 10 % of 100 customers, brings 40 % of the revenue.');
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

test('orders dated years away from all others are noted', () => {
  const far = [
    { lines: 1, from: 1900, to: 1900 },
    { lines: 2, from: 2031, to: 2033 },
  ];
  const shown = showAnswer({ ...run, period: { ...run.period, far } }, 'out', { today: '2025-01-01' });
  expect(shown).toContain('note      1 purchase is dated 1900, years away from all others');
  expect(shown).toContain('note      2 purchases are dated 2031 to 2033, years away');
});
