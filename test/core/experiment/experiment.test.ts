import {
  customersForArms,
  customersForRatio,
  customersForRise,
  detectableRatio,
  detectableRise,
} from '../../../core/experiment/detectable-lift.js';
import { liftedArms } from '../../../core/experiment/lifted-arms.js';
import { correlation, moments } from '../../../core/experiment/moments.js';
import { planTest } from '../../../core/experiment/plan-test.js';
import { splitArms } from '../../../core/experiment/split-arms.js';
import { winsorise } from '../../../core/experiment/winsorise.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { normalQuantile } from '../../../core/statistics/normal-quantile.js';

const design = { customers: 400, holdoutShare: 0.5, significance: 0.05, power: 0.8 };

test.each([
  [0.5, 0],
  [0.8, 0.8416212335729143],
  [0.975, 1.959963984540054],
  [0.999, 3.090232306167813],
  [1e-10, -6.361340902404056],
])('the normal quantile of %d is the published one', (share, expected) => {
  expect(normalQuantile(share)).toBeCloseTo(expected, 13);
  expect(() => normalQuantile(1)).toThrow('share must be in (0, 1); got 1');
});

test('halves of a ratio of means: n per arm = 2 cv² (za + zb)² / ln(1 + lift)²', () => {
  // (1.959964 + 0.841621)² = 7.848880; cv 1, lift 20 %: 2 x 7.848880 / 0.182322² = 472.2 per arm.
  expect(customersForRatio(design, 1, 0.2)).toBe(Math.ceil((4 * 7.848879734) / Math.log(1.2) ** 2));
  const lift = detectableRatio(design, 1);
  expect(customersForRatio(design, 1, lift * (1 + 1e-9))).toBe(400);
  // Halves are the best split: any other finds less.
  expect(detectableRatio({ ...design, holdoutShare: 0.1 }, 1)).toBeGreaterThan(lift);
});

test('a lifted arm varies more, and whom it lifts above the cap it lifts in vain', () => {
  const values = Float64Array.of(0, 10, 20, 30);
  // Nothing capped: 15 and 16.5 on average, variances 500 / 3 and 1.21 times as much.
  const free = liftedArms(values, null, 0.1, 1, design);
  expect(free.difference).toBeCloseTo(1.5, 12);
  expect([free.holdout, free.campaign]).toEqual([expect.closeTo(500 / 3, 9), expect.closeTo(605 / 3, 9)]);
  // z² (500 / 3 + 605 / 3) x 2 / 1.5².
  expect(customersForArms(design, free)).toBe(Math.ceil((7.848879734 * 2 * 1105) / 3 / 2.25));
  // Of 0 0 10 11 20 22 30 33 seven of eight are at most 30, so that 33 counts as 30.
  expect(liftedArms(values, null, 0.1, 7 / 8, design).difference).toBeCloseTo(0.75, 12);
});

test('halves of a rise of a share: n per arm = (za + zb)² (p1 q1 + p2 q2) / d²', () => {
  // From 10 % to 12 %: 7.848880 x (0.09 + 0.1056) / 0.02² = 3838.1 per arm, a textbook's 3,841 by its pooled variant.
  expect(customersForRise(design, 0.1, 0.02)).toBe(Math.ceil(2 * 7.848879734 * 0.1956 * 2500));
  const rise = detectableRise(design, 0.3)!;
  expect(customersForRise(design, 0.3, rise)).toBeLessThanOrEqual(400);
  expect(customersForRise(design, 0.3, rise * 0.999)).toBeGreaterThan(400);
});

test('a share that cannot rise so far needs more than anybody has', () => {
  expect(customersForRise(design, 0.95, 0.06)).toBe(Number.POSITIVE_INFINITY);
  expect(detectableRise({ ...design, customers: 10 }, 0.95)).toBeNull();
});

test('the arms are as large as the share says, in every stratum to one customer, and drawn from the seed', () => {
  const isHeldOut = splitArms(285, 0.5, createRandom(1));
  expect(isHeldOut.reduce((sum, held) => sum + held, 0)).toBe(142);
  for (let start = 0; start + 10 <= 285; start += 10) {
    expect(isHeldOut.subarray(start, start + 10).reduce((sum, held) => sum + held, 0)).toBe(5);
  }
  expect(splitArms(285, 0.5, createRandom(1))).toEqual(isHeldOut);
  expect(splitArms(285, 0.5, createRandom(2))).not.toEqual(isHeldOut);
  expect(splitArms(33, 0.1, createRandom(1)).reduce((sum, held) => sum + held, 0)).toBe(3);
});

test('CUPED multiplies the variance by 1 - rho², winsorising only lowers it', () => {
  const random = createRandom(3);
  const earlier = Float64Array.from({ length: 2000 }, () => Math.exp(1 + drawNormal(random)));
  const revenue = earlier.map((value) => 0.8 * value + Math.exp(drawNormal(random)));
  const [share, raw, capped, cuped] = planTest(revenue, earlier, { ...design, customers: 2000 }, 0.1);
  expect(share).toMatchObject({
    measure: 'repurchase',
    base: 1,
    detectableLift: null,
    customersNeeded: null,
  });
  expect(raw!.base).toBeCloseTo(moments(revenue).mean, 12);
  expect(capped!.deviation).toBeLessThan(raw!.deviation);
  const rho = correlation(winsorise(revenue, 0.99), winsorise(earlier, 0.99));
  expect(rho).toBeGreaterThan(0.7);
  expect(cuped!.correlation).toBeCloseTo(rho, 12);
  expect(cuped!.deviation ** 2).toBeCloseTo(capped!.deviation ** 2 * (1 - rho ** 2), 9);
  expect(cuped!.customersNeeded!).toBeLessThan(capped!.customersNeeded!);
});

test('who always spends the same share of before leaves CUPED no variance, in spite of rounding', () => {
  const revenue = Float64Array.of(1, 1, 4);
  expect(correlation(revenue, revenue)).toBe(1);
  expect(planTest(revenue, revenue, design, 0.1)[3]).toMatchObject({ deviation: 0 });
  // Ten times 9.99 has a mean that is not 9.99.
  const same = new Float64Array(10).fill(9.99);
  expect(correlation(same, same)).toBe(0);
});

test('where nobody bought, nothing can be lifted', () => {
  const nothing = new Float64Array(50);
  for (const plan of planTest(nothing, nothing, design, 0.1)) {
    expect(plan).toMatchObject({ base: 0, detectableLift: null, customersNeeded: null, isProvable: false });
  }
});

describe('in simulated tests of a campaign that multiplies what everybody spends', () => {
  const random = createRandom(11);
  const n = 300;
  // Revenue as shops have it: one in seven buys nothing, and a few buy much.
  const earlier = Float64Array.from({ length: n }, () => Math.exp(4 + 0.9 * drawNormal(random)));
  const revenue = earlier.map((value) => (random() < 0.15 ? 0 : value * Math.exp(0.5 * drawNormal(random))));
  const plans = planTest(revenue, earlier, { ...design, customers: n }, 0.1);
  const trials = 800;

  /** Whether a test of customers drawn anew finds a lift on a measure. */
  function isFound(measure: string, lift: number): boolean {
    const drawn = Int32Array.from({ length: n }, () => Math.floor(random() * n));
    const spent = Float64Array.from(drawn, (i, at) => revenue[i]! * (at % 2 === 0 ? 1 + lift : 1));
    const before = winsorise(
      Float64Array.from(drawn, (i) => earlier[i]!),
      0.99,
    );
    const arm = (values: Float64Array, which: number) => values.filter((_, at) => at % 2 === which);
    let measured = measure === 'revenue' ? spent : winsorise(spent, 0.99);
    if (measure.endsWith('CUPED')) {
      const covariance = [0, 1].map((which) => {
        const [a, b] = [arm(measured, which), arm(before, which)];
        return correlation(a, b) * moments(a).deviation * moments(b).deviation;
      });
      const slope = (covariance[0]! + covariance[1]!) / 2 / moments(before).deviation ** 2;
      measured = measured.map((value, at) => value - slope * before[at]!);
    }
    const [campaign, holdout] = [moments(arm(measured, 0)), moments(arm(measured, 1))];
    const error = Math.sqrt((2 * (campaign.deviation ** 2 + holdout.deviation ** 2)) / n);
    return Math.abs(campaign.mean - holdout.mean) > normalQuantile(0.975) * error;
  }

  test.each(plans.slice(1).map(({ measure, detectableLift }) => [measure, detectableLift!] as const))(
    'the least lift in %s is found about as often as the power says',
    (measure, lift) => {
      const found = Array.from({ length: trials }, () => isFound(measure, lift)).filter(Boolean).length;
      expect(found / trials).toBeGreaterThan(0.75);
      expect(found / trials).toBeLessThan(0.88);
    },
  );
});
