import { tierCutoffs, tierOf } from '../../../core/segments/value-tiers.js';

test('A makes the first half of the revenue, B up to four fifths, C the rest', () => {
  // Of 100: 40 + 20 reach the half, 15 and 10 come to 85, 15 are left.
  const cutoffs = tierCutoffs(Float64Array.of(5, 10, 40, 15, 20, 10));
  expect(cutoffs).toEqual({ a: 20, b: 10 });
  expect([40, 20, 19.99, 10, 9, 0].map((revenue) => tierOf(revenue, cutoffs)).join('')).toBe('AABBCC');
});

test('one customer is of the best tier, and nobody of the others', () => {
  const cutoffs = tierCutoffs(Float64Array.of(7));
  expect([cutoffs, tierOf(7, cutoffs), tierOf(6, cutoffs)]).toEqual([{ a: 7, b: null }, 'A', 'C']);
});
