import { adjustedForDiscoveries } from '../../../core/statistics/false-discoveries.js';
import { expected } from '../../fixtures/products/expected.js';

test('adjusted p-values are those of statsmodels', () => {
  const adjusted = adjustedForDiscoveries(Float64Array.from(expected.fdr.p));
  expected.fdr.adjusted.forEach((value, i) => {
    expect(adjusted[i]).toBeCloseTo(value, 12);
  });
});

test('by hand: of three, the smallest counts three times, and none is above a larger one', () => {
  // .01 * 3 / 1 = .03; .04 * 3 / 2 = .06, but .05 * 3 / 3 = .05 is less.
  const adjusted = adjustedForDiscoveries(Float64Array.of(0.04, 0.01, 0.05));
  [0.05, 0.03, 0.05].forEach((value, i) => {
    expect(adjusted[i]).toBeCloseTo(value, 15);
  });
});

test('without a test there is nothing', () => {
  expect(adjustedForDiscoveries(new Float64Array(0))).toHaveLength(0);
});
