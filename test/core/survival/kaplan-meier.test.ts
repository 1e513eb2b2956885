import { logOddsOf } from '../../../core/survival/compare-at.js';
import { reachedBy, timeReached } from '../../../core/survival/kaplan-meier.js';
import { expected, followUpsOf } from '../../fixtures/products/expected.js';

describe.each(expected.survival)('beside lifelines', (curve) => {
  const followUps = followUpsOf(curve);

  test('shares and Greenwood’s variances are the same', () => {
    for (const { moment, share, variance } of curve.at) {
      const reached = reachedBy(followUps, moment);
      expect(reached.share).toBeCloseTo(share, 10);
      expect(reached.variance).toBeCloseTo(variance, 10);
    }
  });

  test('median and quartiles are the same', () => {
    for (const [share, time] of Object.entries(curve.quantiles))
      expect(timeReached(followUps, Number(share))).toBe(time);
  });
});

test('two curves differ by as much as lifelines’ figures say on log-odds', () => {
  const [one, other] = expected.survival.map(followUpsOf);
  expected.z.forEach((z, i) => {
    const { moment } = expected.survival[0].at[i]!;
    const [a, b] = [logOddsOf(reachedBy(one!, moment)), logOddsOf(reachedBy(other!, moment))];
    expect((a.value - b.value) / Math.sqrt(a.variance + b.variance)).toBeCloseTo(z, 8);
  });
});

test('without censoring the share is a share, and stands for as many as there are', () => {
  // Of four, one after 1 day and two after 3: 3/4 by day 3; log-odds (3 + .5) / (1 + .5).
  const followUps = followUpsOf({ durations: [1, 3, 3, 9], came: [1, 1, 1, 0] });
  const reached = reachedBy(followUps, 3);
  expect(reached.share).toBeCloseTo(0.75, 12);
  expect(logOddsOf(reached).value).toBeCloseTo(Math.log(3.5 / 1.5), 12);
});

test('to nobody, and to everybody, it has odds too', () => {
  const nobody = logOddsOf(reachedBy(followUpsOf({ durations: [9, 9, 9], came: [0, 0, 0] }), 5));
  expect(nobody.value).toBeCloseTo(Math.log(0.5 / 3.5), 12);
  const all = logOddsOf(reachedBy(followUpsOf({ durations: [1, 1, 9], came: [1, 1, 1] }), 10));
  expect(Number.isFinite(all.value)).toBe(true);
  expect(timeReached(followUpsOf({ durations: [2], came: [0] }), 0.5)).toBeNull();
});
