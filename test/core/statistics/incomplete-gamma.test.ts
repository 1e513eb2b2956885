import { gammaShares, normalTails } from '../../../core/statistics/incomplete-gamma.js';
import { expected } from '../../fixtures/products/expected.js';

test.each(expected.gamma)('the shares at a = $a, x = $x are those of SciPy', ({ a, x, below, above }) => {
  const shares = gammaShares(a, x);
  expect(Math.abs(shares.below / below - 1)).toBeLessThan(1e-10);
  // 1 - below has no digits where above is tiny; there it is computed by itself.
  if (above > 1e-3 || x > a + 1) expect(Math.abs(shares.above / above - 1)).toBeLessThan(1e-10);
});

test('tails of the normal distribution: 5 % beyond 1.96, and a tiny one has its digits', () => {
  expect(normalTails(1.959963984540054)).toBeCloseTo(0.05, 12);
  expect(normalTails(0)).toBe(1);
  // 2 (1 - Phi(10)) = 1.523970604832e-23
  expect(normalTails(-10) / 1.523970604832e-23).toBeCloseTo(1, 10);
});
