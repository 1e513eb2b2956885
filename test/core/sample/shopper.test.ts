import { createRandom } from '../../../core/random/random.js';
import { createCatalogue } from '../../../core/sample/catalogue.js';
import { drawBasket } from '../../../core/sample/draw-basket.js';
import { habits } from '../../../core/sample/habits.js';
import { drawFirstVisit, drawNextVisit, drawShopper, type Visit } from '../../../core/sample/shopper.js';
import { bgNbdExpectation } from './bg-nbd-expectation.js';

test('the expectation of BG/NBD is the published one for CDNOW, in weeks', () => {
  // The published .243, 4.414, .793, 2.426 with one more decimal, which is felt at 78 weeks.
  const cdnow = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
  for (const [t, expected] of [
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [78, 1.858],
  ] as const) {
    expect(Math.abs(bgNbdExpectation(cdnow, t) - expected)).toBeLessThan(1e-4);
  }
});

describe('shoppers over 300 days', () => {
  const nShoppers = 40_000;
  const days = 300;
  const random = createRandom(3);
  const repeats = Float64Array.from({ length: nShoppers }, () => countRepeats());

  function countRepeats() {
    let visit: Visit | null = { shopper: drawShopper(random, 'x'), time: 0, isFirst: true };
    for (let count = 0; ; count++) {
      visit = drawNextVisit(random, visit);
      if (!visit || visit.time > days) return count;
    }
  }

  test('make as many repeat purchases as BG/NBD expects, to four standard errors', () => {
    const mean = repeats.reduce((sum, x) => sum + x) / nShoppers;
    const variance = repeats.reduce((sum, x) => sum + (x - mean) ** 2, 0) / nShoppers;
    const tolerance = 4 * Math.sqrt(variance / nShoppers);
    expect(Math.abs(mean - bgNbdExpectation(habits.buying, days))).toBeLessThan(tolerance);
    expect(tolerance).toBeLessThan(0.04 * mean);
  });

  test('come only once as often as BG/NBD says: (alpha / (alpha + t)) ^ r', () => {
    const { r, alpha } = habits.buying;
    const expected = (alpha / (alpha + days)) ** r;
    const once = repeats.filter((x) => x === 0).length / nShoppers;
    expect(Math.abs(once - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / nShoppers));
  });
});

test('first visits lie within the period, more at its start (established customers), then rising', () => {
  const random = createRandom(4);
  const shopper = drawShopper(random, 'x');
  const perFifth = [0, 0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) {
    perFifth[Math.floor(drawFirstVisit(random, shopper, 500).time / 100)]!++;
  }
  expect(perFifth.reduce((sum, n) => sum + n)).toBe(20_000);
  expect(perFifth[0]).toBeGreaterThan(1.5 * perFifth[4]!);
  expect(perFifth[4]).toBeGreaterThan(1.1 * perFifth[2]!);
});

describe('baskets', () => {
  const random = createRandom(5);
  const catalogue = createCatalogue(random);
  const drawValue = (shopper: ReturnType<typeof drawShopper>) =>
    drawBasket(random, shopper, catalogue).reduce((sum, line) => sum + line.quantity * line.product.pence, 0);
  const shoppers = Array.from({ length: 15_000 }, () => drawShopper(random, 'x'));
  const orders = shoppers.map((shopper) => ({
    shopper,
    first: drawValue(shopper),
    second: drawValue(shopper),
  }));

  test('are worth p * gamma / (q - 1) on average, and a wholesaler so many times that, to 6 %', () => {
    const { p, q, gamma } = habits.spending;
    const expected = (p * gamma) / (q - 1);
    const meanOf = (isWholesale: boolean) => {
      const chosen = orders.filter(({ shopper }) => shopper.isWholesale === isWholesale);
      return chosen.reduce((sum, { first }) => sum + first, 0) / chosen.length;
    };
    expect(Math.abs(meanOf(false) / expected - 1)).toBeLessThan(0.06);
    // There are 750 of them, so their mean has an error of its own of some 4 %.
    expect(Math.abs(meanOf(true) / expected / habits.wholesale.orderFactor - 1)).toBeLessThan(0.15);
  });

  test('of one shopper resemble each other: who spent much spends much again', () => {
    const retail = orders.filter(({ shopper }) => !shopper.isWholesale);
    const ranked = retail.toSorted((one, other) => other.first - one.first);
    const mean = (part: typeof retail) => part.reduce((sum, { second }) => sum + second, 0) / part.length;
    const top = mean(ranked.slice(0, ranked.length / 10));
    expect(top).toBeGreaterThan(1.8 * mean(ranked));
  });
});
