import { doorBins } from '../../../core/effect/door-bins.js';
import { doorScore } from '../../../core/effect/door-score.js';
import { matchPairs } from '../../../core/effect/match-pairs.js';
import { type Electorate, measureAtDoor, measureByTrends } from '../../../core/effect/measure-effect.js';
import { meetsRule, type Rule } from '../../../core/membership/rule.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom, type Random } from '../../../core/random/random.js';

const money = (cutoff: number) => ({ feature: 'gross_revenue', bound: 'atLeast', cutoff }) as const;
const orders = (cutoff: number) => ({ feature: 'invoices', bound: 'atLeast', cutoff }) as const;
const recent = (cutoff: number) => ({ feature: 'recency_days', bound: 'below', cutoff }) as const;
const twoWays: Rule = [
  [money(100), orders(2), recent(60)],
  [money(200), recent(180)],
];

test('the score is what was spent of what the threshold asks, by the best way in: from 0 on the rule lets in, and nobody else', () => {
  const random = createRandom(2);
  const n = 500;
  const columns = {
    gross_revenue: Float64Array.from({ length: n }, () => Math.round(400 * random())),
    invoices: Float64Array.from({ length: n }, () => 1 + Math.floor(3 * random())),
    recency_days: Float64Array.from({ length: n }, () => Math.floor(250 * random())),
  };
  const { rows, score } = doorScore(twoWays, columns, n)!;
  const scoreOf = new Map([...rows].map((row, at) => [row, score[at]!]));
  for (let i = 0; i < n; i++) expect((scoreOf.get(i) ?? -1) >= 0).toBe(meetsRule(twoWays, columns, i));
  // Twice what the first way asks, and once what the second does.
  const one = doorScore(
    twoWays,
    { gross_revenue: Float64Array.of(200), invoices: Float64Array.of(2), recency_days: Float64Array.of(5) },
    1,
  )!;
  expect(one.score[0]).toBeCloseTo(Math.log(2), 12);
});

test.each([
  ['a way in without money', [[money(100)], [orders(5)]]],
  ['a way in with money twice', [[money(100), { ...money(500), bound: 'below' as const }]]],
  ['no way in', []],
])('%s: no single number says who is let in', (_, rule) => {
  const columns = { gross_revenue: Float64Array.of(1), invoices: Float64Array.of(1) };
  expect(doorScore(rule as Rule, columns, 1)).toBeNull();
});

interface Planted {
  readonly effect: number;
  /** Share of those just below who have bought themselves in. */
  readonly sorted?: number;
  /** What the threshold's own score makes jump before the election as well. */
  readonly before?: number;
  /** Whether members stay below the threshold. */
  readonly stay?: boolean;
}

/** A shop of which we know what membership adds. */
function drawShop(
  random: Random,
  n: number,
  { effect, sorted = 0, before = 0, stay = false }: Planted,
): Electorate {
  const score = Float64Array.from({ length: n }, () => {
    const value = drawNormal(random) - 0.5;
    return value < 0 && value > -0.15 && random() < sorted ? -value : value;
  });
  const isMember = Uint8Array.from(score, (value) => Number(value >= 0 || (stay && value > -0.3)));
  const spent = (jump: number) =>
    score.map((x, i) => Math.max(0, 60 + 15 * x + jump * Number(score[i]! >= 0) + 12 * drawNormal(random)));
  return {
    score: { rows: Int32Array.from(score.keys()), score },
    isMember,
    windows: { after: spent(effect), before: spent(before), earlier: spent(0), earliest: spent(0) },
    reachesBack: true,
    recencyDays: new Float64Array(n),
    orders: new Float64Array(n).fill(3),
  };
}

test('a planted effect is found at the threshold, with nothing against it', () => {
  const { effect, refused, checks } = measureAtDoor(drawShop(createRandom(8), 3000, { effect: 20 }), 0.95);
  expect(refused).toBeNull();
  expect(checks.every(({ isPassed }) => isPassed)).toBe(true);
  expect(effect!.low).toBeLessThan(20);
  expect(effect!.high).toBeGreaterThan(20);
  expect(effect!.low).toBeGreaterThan(10);
});

test.each([
  ['sorting', { effect: 5, sorted: 0.8 }, /sorted themselves/],
  ['a jump before the election', { effect: 5, before: 25 }, /spent before does not jump/],
  [
    'membership that does not come with the threshold',
    { effect: 5, stay: true },
    /Membership comes with the threshold/,
  ],
])('%s: it is refused, and said why', (_, planted, reason) => {
  expect(measureAtDoor(drawShop(createRandom(8), 3000, planted), 0.95).refused).toMatch(reason);
});

test('a handful of customers, a rule of two dimensions: refused', () => {
  const few = drawShop(createRandom(8), 80, { effect: 5 });
  expect(measureAtDoor(few, 0.95).refused).toMatch(/Enough customers near the threshold/);
  expect(measureAtDoor({ ...few, score: null }, 0.95).refused).toMatch(/No single number/);
});

test('doors at which nothing happens: 95 of 100 intervals hold nothing, planted effects are held as often', () => {
  const random = createRandom(31);
  const trials = 80;
  for (const effect of [0, 10]) {
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = measureAtDoor(drawShop(random, 600, { effect }), 0.95).effect!;
      held += Number(low <= effect && effect <= high);
    }
    expect(held / trials).toBeGreaterThan(0.95 - 3 * 0.025);
  }
});

/** Members and others whose money was alike, but for a trend of their own or an effect. */
function drawAlike(random: Random, n: number, { effect = 0, trend = 0 }): Electorate {
  const level = Float64Array.from({ length: n }, () => Math.exp(4 + 0.5 * drawNormal(random)));
  const isMember = Uint8Array.from(level, () => Number(random() < 0.3));
  const window = (add: number) =>
    level.map((value, i) => Math.max(0, value + isMember[i]! * add + 3 * drawNormal(random)));
  return {
    ...{ score: null, isMember, reachesBack: true },
    windows: { after: window(effect), before: window(0), earlier: window(0), earliest: window(-trend) },
    recencyDays: new Float64Array(n).fill(9),
    orders: new Float64Array(n).fill(3),
  };
}

test('matched trends find a planted effect; where trends were not one before they refuse', () => {
  const found = measureByTrends(drawAlike(createRandom(6), 900, { effect: 15 }), 0.95);
  expect(found.refused).toBeNull();
  expect(found.effect!.low).toBeLessThan(15);
  expect(found.effect!.high).toBeGreaterThan(15);
  expect(found.effect!.low).toBeGreaterThan(10);
  expect(measureByTrends(drawAlike(createRandom(6), 900, { trend: 10 }), 0.95).refused).toMatch(
    /trends were one/,
  );
  const short = { ...drawAlike(createRandom(6), 900, {}), reachesBack: false };
  expect(measureByTrends(short, 0.95).refused).toMatch(/begin less than three/);
});

test('members who spent like nobody else have no like, and it is refused', () => {
  const shop = drawAlike(createRandom(6), 300, {});
  const apart = shop.windows.before.map((value, i) => value * (shop.isMember[i] ? 1000 : 1));
  const { refused } = measureByTrends({ ...shop, windows: { ...shop.windows, before: apart } }, 0.95);
  expect(refused).toMatch(/Enough members|No member had a like/);
});

test('each is paired once, with the nearest, within a quarter', () => {
  const figures = [Float64Array.of(0, 0.1, 0.05, 0.2, 5)];
  expect(matchPairs(figures, Int32Array.of(0, 1), Int32Array.of(2, 3, 4))).toEqual([
    { member: 0, other: 2 },
    { member: 1, other: 3 },
  ]);
  expect(matchPairs(figures, Int32Array.of(4), Int32Array.of(0, 1))).toEqual([]);
});

test('the picture has everybody near the threshold once, groups of as many on either side', () => {
  const score = Float64Array.from({ length: 100 }, (_, i) => (i - 50) / 100);
  const bins = doorBins(score, score, 0.3);
  expect(bins.reduce((sum, { customers }) => sum + customers, 0)).toBe(59);
  expect(bins).toHaveLength(20);
  expect(bins.filter(({ ofDoor, side }) => ofDoor >= 1 === (side === 'above the threshold'))).toHaveLength(
    20,
  );
});
