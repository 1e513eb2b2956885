import { plainAbove, plainAtMost, plainCutoffs } from '../../../core/membership/plain-cutoffs.js';

test('cut-offs are above the least value and at most the largest, so that each parts them', () => {
  expect([...plainCutoffs('count', 1, 6)]).toEqual([2, 3, 4, 5, 6]);
  expect([...plainCutoffs('count', 3, 3)]).toEqual([]);
});

test('days go in fives from a fortnight on, counts from twenty on', () => {
  expect([...plainCutoffs('days', 11, 32)]).toEqual([12, 13, 14, 15, 20, 25, 30]);
  expect([...plainCutoffs('count', 17, 32)]).toEqual([18, 19, 20, 25, 30]);
});

test('money has two digits, whatever its size, written as it is said', () => {
  expect([...plainCutoffs('money', 1850, 2500)]).toEqual([1900, 2000, 2200, 2400]);
  expect([...plainCutoffs('money', 1.85, 2.5)]).toEqual([1.9, 2, 2.2, 2.4]);
  expect([...plainCutoffs('money', 0.27, 0.31)]).toEqual([0.28, 0.3]);
});

test('no two cut-offs lie further apart than a tenth, from ten thousandths to billions', () => {
  for (const size of [1e-3, 1, 1e6]) {
    const cutoffs = plainCutoffs('money', size, 1000 * size);
    const gaps = [...cutoffs].slice(1).map((value, i) => value / cutoffs[i]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1.1 + 1e-12);
    expect(Math.min(...gaps)).toBeGreaterThan(1);
  }
});

test('a value has a plain neighbour below it, and one above', () => {
  expect([plainAtMost('count', 11.7), plainAtMost('money', 2237.77), plainAtMost('count', 0.9)]).toEqual([
    11,
    2200,
    undefined,
  ]);
  expect([plainAbove('days', 35), plainAbove('days', 0), plainAbove('money', 2000)]).toEqual([40, 1, 2200]);
});
