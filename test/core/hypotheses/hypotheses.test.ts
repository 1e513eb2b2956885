import { describeHypothesis } from '../../../core/hypotheses/describe-hypothesis.js';
import type { Hypothesis } from '../../../core/hypotheses/hypothesis.js';
import { type Claim, insiderHypotheses } from '../../../core/hypotheses/insider-hypotheses.js';
import { testHypotheses } from '../../../core/hypotheses/test-hypotheses.js';
import { medianOf, quotientOf, totalOf } from '../../../core/hypotheses/weighted-figures.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { bootstrapIntervals } from '../../../core/statistics/bootstrap.js';

const isMember = Uint8Array.of(1, 1, 0, 0, 0);
const columns = {
  revenue: Float64Array.of(500, 300, 100, 60, 40),
  invoices: Float64Array.of(5, 5, 2, 1, 1),
  pieces: Float64Array.of(100, 60, 20, 10, 10),
  returnedPieces: Float64Array.of(4, 0, 2, 4, 0),
  quarters: {
    fourth: Float64Array.of(200, 160, 0, 0, 0),
    others: Float64Array.of(300, 140, 100, 60, 40),
    ...{ fourthDays: 90, otherDays: 275 },
  },
};
const testable = (claims: readonly Claim[]) =>
  claims.filter((claim): claim is Hypothesis => !('reason' in claim));
const tested = testHypotheses(testable(insiderHypotheses(columns, isMember)), 5, createRandom(1));
const find = (name: string) => tested.find((row) => row.name === name)!;

test('a share is a sum over a sum: 800 of 1,000, 160 of 200', () => {
  expect(find('share_of_revenue')).toMatchObject({ insiders: 0.8, effect: 0.8 });
  expect(find('share_of_products').insiders).toBe(0.8);
});

test('a share is never a mean of the members’ shares, which would be 40 %', () => {
  expect(find('share_of_revenue').insiders).not.toBeCloseTo(0.4);
});

test('medians: 400 against 100 is 300 % more', () => {
  expect(find('median_revenue')).toMatchObject({ insiders: 400, base: 100, effect: 3 });
});

test('returns: 2 pieces each, as all; 4 of 160 pieces against 10 of 200', () => {
  expect(find('mean_returns')).toMatchObject({ insiders: 2, base: 2, effect: 0 });
  expect(find('returned_share').insiders).toBe(0.025);
  expect(find('returned_share').base).toBe(0.05);
});

test('a piece costs 800 / 160 = 5, as it does all: 1,000 / 200', () => {
  expect(find('piece_price')).toMatchObject({ insiders: 5, base: 5, effect: 0, verdict: 'does not hold' });
});

test('of prices that are all equal it is said that nobody can pay more', () => {
  const pieces = columns.revenue.map((money) => money / 2.5);
  const claims = insiderHypotheses({ ...columns, pieces }, isMember);
  expect(claims.find(({ name }) => name === 'piece_price')).toMatchObject({
    reason: 'Every piece was sold at the same price.',
  });
});

test('an order has 160 / 10 = 16 pieces', () => {
  expect(find('basket_size')).toMatchObject({ insiders: 16, verdict: 'holds' });
});

test('the fourth quarter is compared by the day: 360 / 90 = 4 against 440 / 275 = 1.6', () => {
  const { insiders, base, effect } = find('fourth_quarter');
  expect(insiders).toBeCloseTo(4, 12);
  expect(base).toBeCloseTo(1.6, 12);
  expect(effect).toBeCloseTo(1.5, 12);
});

test('what the data cannot tell is not tested, and says why', () => {
  const { revenue, invoices } = columns;
  const missing = { pieces: 'No quantities.', returnedPieces: 'No returns.', quarters: 'One month only.' };
  const claims = insiderHypotheses({ revenue, invoices, ...missing }, isMember);
  expect(claims).toHaveLength(8);
  expect(testable(claims).map(({ name }) => name)).toEqual(['share_of_revenue', 'median_revenue']);
  expect(claims.flatMap((claim) => ('reason' in claim ? [claim.reason] : []))).toEqual([
    ...[
      'No quantities.',
      'No returns.',
      'No returns.',
      'No quantities.',
      'No quantities.',
      'One month only.',
    ],
  ]);
});

test('a hypothesis that the interval straddles is not certain', () => {
  const effect = quotientOf(
    totalOf(columns.revenue, isMember),
    totalOf(columns.revenue, new Uint8Array(5).fill(1)),
  );
  const claim = (threshold: number): Hypothesis => ({
    ...{ name: 'x', statement: 'y', unit: 'share', insiders: effect, effect, effectUnit: 'share' },
    ...{ threshold, direction: 'above' },
  });
  const verdicts = testHypotheses([claim(0.01), claim(0.8), claim(0.999)], 5, createRandom(2)).map(
    ({ verdict }) => verdict,
  );
  // Now and then a resample has no member at all, or nobody else: 0.01 is above the lowest, 0.999 below the highest.
  expect(verdicts[1]).toBe('not certain');
});

test('the sentence has the figures of the row', () => {
  expect(
    describeHypothesis({ ...find('median_revenue'), effectLow: 2, effectHigh: 4, verdict: 'holds' }, 'GBP'),
  ).toBe(
    'It is £400 against £100, 300 % more (95 % interval 200 % more to 400 % more). The statement holds.',
  );
});

test('a median of customers who weigh: 1, 2, 2, 2, 9 and 1, 9', () => {
  const median = medianOf(Float64Array.of(9, 1, 2), Uint8Array.of(1, 1, 1));
  expect(median(Int32Array.of(1, 1, 3))).toBe(2);
  expect(median(Int32Array.of(1, 1, 0))).toBe(5);
  expect(median(Int32Array.of(0, 0, 0))).toBeNaN();
});

test('95 % intervals of the mean hold the truth in 95 of 100 samples, within what chance allows', () => {
  const random = createRandom('coverage');
  let held = 0;
  for (let sample = 0; sample < 200; sample++) {
    const values = Float64Array.from({ length: 80 }, () => drawNormal(random));
    const everybody = new Uint8Array(80).fill(1);
    const total = totalOf(values, everybody);
    const [interval] = bootstrapIntervals(80, [total], random, { nResamples: 300 });
    if (interval!.low <= 0 && interval!.high >= 0) held++;
  }
  // 190 are expected; the percentile interval is a little narrow. 176 and 198 are 4 standard errors away at 93.5 %.
  expect(held).toBeGreaterThanOrEqual(173);
  expect(held).toBeLessThanOrEqual(199);
});

test('the same seed gives the same intervals', () => {
  const again = testHypotheses(testable(insiderHypotheses(columns, isMember)), 5, createRandom(1));
  expect(again).toEqual(tested);
});
