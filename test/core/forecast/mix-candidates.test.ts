import type { Candidates } from '../../../core/forecast/candidates.js';
import { mixCandidates, type Tried, trialsWorth } from '../../../core/forecast/mix-candidates.js';

const only = (some: Partial<Candidates>): Candidates => ({
  ...{ seasonalModel: null, model: null, seasonalShare: null, growth: null, naive: null },
  ...some,
});
const tried = (some: Partial<Candidates>, years = 2): Tried => ({
  candidates: only(some),
  actual: 100,
  years,
});

test('untried candidates are mixed by what they were off elsewhere', () => {
  const { forecast, weights } = mixCandidates(only({ model: 100, naive: 400 }), [], 0.5, 3);
  // Prior deviations 0.35 and 0.5: the model counts (0.5 / 0.35)^6 = 8.5 times as much.
  expect(weights.get('model')! / weights.get('naive')!).toBeCloseTo((0.5 / 0.35) ** 6, 9);
  expect(Math.log(forecast / 100)).toBeCloseTo(weights.get('naive')! * Math.log(4), 12);
});

test('a candidate that was close again and again takes over from one that was not', () => {
  const past = Array.from({ length: 8 }, () => tried({ model: 200, naive: 101 }, 0.6));
  expect(mixCandidates(only({ model: 100, naive: 400 }), past, 0.7, 1).weights.get('naive')).toBeGreaterThan(
    0.95,
  );
});

test('one lucky window decides nothing', () => {
  const lucky = [tried({ seasonalModel: 110, naive: 100 })];
  const { weights } = mixCandidates(only({ seasonalModel: 100, naive: 100 }), lucky, 2, 12);
  expect(weights.get('seasonalModel')).toBeGreaterThan(0.9);
});

test('once a season is known, forecasts that knew none tell nothing', () => {
  const before = Array.from({ length: 9 }, () => tried({ model: 100, naive: 300 }, 0.8));
  const now = only({ seasonalModel: 100, model: 300, naive: 300 });
  expect(mixCandidates(now, before, 1.1, 3)).toEqual(mixCandidates(now, [], 1.1, 3));
});

test('overlapping forecasts say as much as fewer that do not overlap', () => {
  expect(trialsWorth(0, 6)).toBe(0);
  expect(trialsWorth(7, 6)).toBe(2);
  expect(trialsWorth(7, 1)).toBe(7);
});

test('where nothing can be said to come, nothing is', () => {
  expect(mixCandidates(only({ model: 0, naive: 0 }), [], 0.5, 3)).toEqual({
    forecast: 0,
    weights: new Map(),
  });
});
