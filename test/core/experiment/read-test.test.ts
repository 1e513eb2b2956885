import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alwaysValidMargin } from '../../../core/experiment/always-valid.js';
import { winsorisedAt } from '../../../core/experiment/plan-test.js';
import { judgeTest, type MeasureReading, readTest } from '../../../core/experiment/read-test.js';
import { marginOf, pValueOf, stratifiedDifference } from '../../../core/experiment/stratified-difference.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { drawSpenders, simulateTests } from '../../../core/sample/simulate-tests.js';
import { studentTail } from '../../../core/statistics/student-tail.js';

const known = JSON.parse(readFileSync(join(__dirname, '../../fixtures/experiment/two-arms.json'), 'utf8'));
const isHeldOut = Uint8Array.from(known.isHeldOut as number[]);
const revenue = Float64Array.from(known.revenue as number[]);
const earlier = Float64Array.from(known.earlier as number[]);
const oneStratum = new Int32Array(isHeldOut.length).fill(1);
const terms = { significance: 0.05, winsorisedAt: 1, deviationOf: () => 100, isOver: true };

describe('against SciPy and statsmodels', () => {
  test('with one stratum it is Welch’s test, with its interval', () => {
    const found = stratifiedDifference(revenue, isHeldOut, oneStratum)!;
    const { effect, standardError, freedom, pValue, low, high, level } = known.welch;
    expect(found.effect).toBeCloseTo(effect, 9);
    expect(found.standardError).toBeCloseTo(standardError, 9);
    expect(found.freedom).toBeCloseTo(freedom, 9);
    expect(pValueOf(found)).toBeCloseTo(pValue, 10);
    expect(found.effect - marginOf(found, level)).toBeCloseTo(low, 3);
    expect(found.effect + marginOf(found, level)).toBeCloseTo(high, 3);
  });

  test('with CUPED the effect is that of a regression on the arm and the money before', () => {
    const [, , , cuped] = readTest({ isHeldOut, strata: oneStratum, revenue, earlier }, terms)!;
    expect(cuped!.effect).toBeCloseTo(known.cuped.effect, 9);
    expect(cuped!.standardError).toBeCloseTo(known.cuped.standardError, 9);
    expect(cuped!.freedom).toBeCloseTo(known.cuped.freedom, 7);
    expect(cuped!.pValue).toBeCloseTo(known.cuped.pValue, 9);
  });

  test('with strata each counts by its customers, with its own variances', () => {
    const order = known.order as number[];
    const found = stratifiedDifference(
      Float64Array.from(order, (i) => revenue[i]!),
      Uint8Array.from(order, (i) => isHeldOut[i]!),
      Int32Array.from(known.strata as number[]),
    )!;
    expect(found.effect).toBeCloseTo(known.stratified.effect, 9);
    expect(found.standardError).toBeCloseTo(known.stratified.standardError, 9);
  });

  test('the tails of Student’s t', () => {
    for (const { t, freedom, tail } of known.studentTails) {
      expect(Math.abs(studentTail(t, freedom) / tail - 1)).toBeLessThan(1e-10);
    }
  });
});

test('strata without two of either arm join the next, and the last the one before', () => {
  // Strata 1 and 2 together have two and two; 3 has one of each and joins them.
  const arms = Uint8Array.of(0, 1, 0, 1, 0, 1);
  const values = Float64Array.of(4, 1, 6, 3, 8, 2);
  const joined = stratifiedDifference(values, arms, Int32Array.of(1, 1, 2, 2, 3, 3))!;
  expect(joined).toEqual(stratifiedDifference(values, arms, new Int32Array(6)));
  expect(joined.effect).toBe(4);
  expect(stratifiedDifference(values, new Uint8Array(6), new Int32Array(6))).toBeNull();
});

test('who never came back counts as nothing, in the arm that was drawn for them', () => {
  const customers = {
    isHeldOut: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1),
    strata: new Int32Array(8),
    revenue: Float64Array.of(40, 0, 0, 0, 10, 10, 0, 0),
    earlier: new Float64Array(8),
  };
  const [repurchase, money] = readTest(customers, terms)!;
  expect([repurchase!.campaign, repurchase!.holdout]).toEqual([0.25, 0.5]);
  expect([money!.campaign, money!.holdout, money!.lift]).toEqual([10, 5, 1]);
});

test('the band of all looks: by hand, wider than one look’s, narrowest where half of the variance is there', () => {
  // a = 0.05: -2 ln a = 5.991, ln(6.991) = 1.945; r = 0.5 / 7.936; V = 1: sqrt(1.063 ln(1.063 / (r 0.0025))).
  expect(alwaysValidMargin(1, 1, 0.05)).toBeCloseTo(3.0615, 3);
  for (const variance of [0.01, 0.1, 0.5, 1, 2]) {
    expect(alwaysValidMargin(Math.sqrt(variance), 1, 0.05) / Math.sqrt(variance)).toBeGreaterThan(1.96);
  }
  const ratioAt = (variance: number, planned: number) =>
    alwaysValidMargin(Math.sqrt(variance), planned, 0.05) / Math.sqrt(variance);
  const best = [0.25, 0.5, 1, 2, 4, 8].map((planned) => ratioAt(1, planned));
  expect(Math.min(...best)).toBe(ratioAt(1, 2));
});

test('a sum of noise leaves the band of all looks no more often than it may', () => {
  const random = createRandom(12);
  const [trials, steps] = [2000, 200];
  let left = 0;
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    for (let step = 1; step <= steps; step++) {
      sum += drawNormal(random) / Math.sqrt(steps);
      if (Math.abs(sum) <= alwaysValidMargin(Math.sqrt(step / steps), 1, 0.05)) continue;
      left++;
      break;
    }
  }
  expect(left / trials).toBeLessThan(0.05);
  expect(left / trials).toBeGreaterThan(0.005);
});

test.each([
  [{ low: 1, high: 2 }, true, false, 'works'],
  [{ low: -2, high: -1 }, true, true, 'harms'],
  [{ low: -1, high: 1 }, true, true, 'not proven'],
  [{ low: -1, high: 1 }, true, false, 'keep on'],
  [{ low: -1, high: 1 }, false, true, 'arms alike'],
  [{ low: 1, high: 2 }, false, true, 'arms differ'],
] as const)('%j, campaign %p, over %p: %s', (reading, isCampaign, isOver, verdict) => {
  expect(judgeTest(reading as MeasureReading, isCampaign, isOver)).toBe(verdict);
});

test('simulated: who looks every week is fooled no more often than stated, the intervals hold, the effect is found', () => {
  const options = { days: 91, everyDays: 13, winsorisedAt };
  const random = createRandom(21);
  const shop = () => drawSpenders(120, 91, random);
  const nothing = simulateTests(120, shop, { ...options, lift: 0 }, random);
  // Of 120 tests one standard error is 2 points; the bench has thousands.
  expect(nothing.found).toBeLessThan(0.05 + 3 * 0.02);
  expect(nothing.heldAtEnd).toBeGreaterThan(0.955 - 3 * 0.02);
  const planned = simulateTests(50, shop, { ...options, lift: 'detectable' }, random);
  expect(planned.found).toBeGreaterThan(0.62);
  expect(planned.heldAtEnd).toBeGreaterThan(0.955 - 3 * 0.03);
});
