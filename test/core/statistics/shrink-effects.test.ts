import { shrinkEffects } from '../../../core/statistics/shrink-effects.js';
import { expected } from '../../fixtures/products/expected.js';

test('mean and variance between effects are those of statsmodels (DerSimonian-Laird)', () => {
  const { effects, variances, between, mean } = expected.meta;
  const shrunk = shrinkEffects(Float64Array.from(effects), Float64Array.from(variances));
  expect(shrunk.between).toBeCloseTo(between, 10);
  expect(shrunk.mean).toBeCloseTo(mean, 10);
});

test('an effect is drawn to the mean by as much as it is uncertain', () => {
  const { effects, errors, mean } = shrinkEffects(Float64Array.of(-2, 2, 2), Float64Array.of(0.01, 0.01, 10));
  expect(Math.abs(effects[1]! - 2)).toBeLessThan(0.05);
  expect(Math.abs(effects[2]! - mean)).toBeLessThan(1);
  expect(errors[1]).toBeLessThan(errors[2]!);
});

test('where chance explains all differences, nothing is left of them', () => {
  const { effects, between, mean } = shrinkEffects(Float64Array.of(-0.1, 0.1), Float64Array.of(1, 1));
  expect(between).toBe(0);
  expect([...effects]).toEqual([mean, mean]);
});
