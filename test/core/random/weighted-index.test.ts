import { firstAbove } from '../../../core/random/first-above.js';
import { createRandom } from '../../../core/random/random.js';
import { weightedIndex } from '../../../core/random/weighted-index.js';

test('firstAbove finds the first greater element, or the length', () => {
  const ends = Float64Array.of(1, 1, 2, 5);
  expect([0, 1, 1.5, 2, 4.9, 5].map((value) => firstAbove(ends, value))).toEqual([0, 2, 2, 3, 3, 4]);
});

test('an index comes as often as its weight says, and never with weight 0', () => {
  const weights = [5, 0, 1, 3, 1];
  const draw = weightedIndex(weights);
  const random = createRandom(7);
  const n = 100_000;
  const counts = weights.map(() => 0);
  for (let i = 0; i < n; i++) counts[draw(random)]!++;

  expect(counts[1]).toBe(0);
  const chiSquare = counts.reduce((sum, count, i) => {
    const expected = (n * weights[i]!) / 10;
    return expected === 0 ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  // The 99.9 % point with three degrees of freedom.
  expect(chiSquare).toBeLessThan(16.27);
});
