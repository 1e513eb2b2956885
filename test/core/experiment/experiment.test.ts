import {
  customersForDifference,
  customersForRise,
  detectableDifference,
  detectableRise,
} from '../../../core/experiment/detectable-lift.js';
import { correlation, moments } from '../../../core/experiment/moments.js';
import { planTest } from '../../../core/experiment/plan-test.js';
import { splitArms } from '../../../core/experiment/split-arms.js';
import { winsorise } from '../../../core/experiment/winsorise.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random.js';
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

test('halves of a difference of means: n per arm = 2 sd² (za + zb)² / d²', () => {
  // (1.959964 + 0.841621)² = 7.848880; 2 x 10² x 7.848880 / 2² = 392.44 per arm.
  expect(customersForDifference(design, 10, 2)).toBe(Math.ceil(4 * 25 * 7.848879734));
  const difference = detectableDifference(design, 10);
  expect(customersForDifference(design, 10, difference * (1 + 1e-9))).toBe(400);
  // Halves are the best split: any other finds less.
  expect(detectableDifference({ ...design, holdoutShare: 0.1 }, 10)).toBeGreaterThan(difference);
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
  expect(cuped!.deviation ** 2).toBeCloseTo(capped!.deviation ** 2 * (1 - rho ** 2), 9);
  expect(cuped!.customersNeeded!).toBeLessThan(capped!.customersNeeded!);
});

test('who always spends the same share of before leaves CUPED no variance, in spite of rounding', () => {
  const revenue = Float64Array.of(1, 1, 4);
  expect(correlation(revenue, revenue)).toBe(1);
  expect(planTest(revenue, revenue, design, 0.1)[3]).toMatchObject({ deviation: 0, customersNeeded: 0 });
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

test('in simulated tests the detectable difference is found about as often as the power says', () => {
  const random = createRandom(11);
  const size = detectableDifference({ ...design, customers: 200 }, 1);
  let found = 0;
  for (let trial = 0; trial < 600; trial++) {
    let difference = size;
    for (let i = 0; i < 100; i++) difference += (drawNormal(random) - drawNormal(random)) / 100;
    if (Math.abs(difference) > normalQuantile(0.975) * Math.sqrt(2 / 100)) found++;
  }
  expect(found / 600).toBeGreaterThan(0.75);
  expect(found / 600).toBeLessThan(0.85);
});
