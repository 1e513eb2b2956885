import { type BgNbd, bgNbdAlive, bgNbdConditional, bgNbdExpectation } from '../../../core/clv/bg-nbd.js';
import { groupHistories } from '../../../core/clv/buying-histories.js';
import { bgNbdLikelihood, fitBgNbd } from '../../../core/clv/fit-bg-nbd.js';
import { drawBeta } from '../../../core/random/draw-beta.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { cdnow, cdnowHistories, meanByFrequency } from './cdnow.js';
import { slopePairs } from './check-slopes.js';
import { drawHistories, drawUntil } from './draw-histories.js';

const fit = fitBgNbd(cdnowHistories);

test('the parameters of CDNOW are the published ones to three decimals', () => {
  const { r, alpha, a, b } = fit.model;
  expect([r, alpha, a, b].map((value) => value.toFixed(3))).toEqual(['0.243', '4.414', '0.793', '2.426']);
  expect(fit.logLikelihood).toBeCloseTo(-9582.429, 2);
  expect(fit).toMatchObject({ converged: true, degenerate: null });
});

// Hardie's sheet, at the published parameters.
test.each([
  [0.1429, '0.0078'],
  [1, '0.0532'],
  [3, '0.1506'],
  [31.8571, '1.0405'],
  [32, '1.0437'],
  [78, '1.8580'],
])('a new customer orders again within %p weeks as often as in the table', (t, expected) => {
  expect(bgNbdExpectation(fit.model, t).toFixed(4)).toBe(expected);
});

test('the expectation of one history is the published one', () => {
  expect(bgNbdConditional(fit.model, 2, 30.43, 38.86, 39).toFixed(3)).toBe('1.226');
});

test('the forecast of the next 39 weeks by frequency is the published one, and so is what came', () => {
  const expected = cdnow.x.map((x, i) => bgNbdConditional(fit.model, x, cdnow.tx[i]!, cdnow.T[i]!, 39));
  const near = (values: number[], digits: number) => values.map((value) => expect.closeTo(value, digits));
  const published = [0.2251, 0.5231, 1.0441, 1.5203, 2.1638, 2.6538, 3.504, 6.157];
  expect(meanByFrequency(expected)).toEqual(near(published, 3));
  const came = [0.2367, 0.697, 1.3925, 1.56, 2.5323, 2.9474, 3.8621, 6.3594];
  expect(meanByFrequency(cdnow.holdout)).toEqual(near(came, 4));
});

test('the slopes are those of the likelihood', () => {
  const model: BgNbd = { r: 0.3, alpha: 5, a: 0.7, b: 2 };
  for (const [slope, difference] of slopePairs((m, s) => bgNbdLikelihood(cdnowHistories, m, s), model)) {
    expect(slope / difference).toBeCloseTo(1, 6);
  }
});

test('a history of weight 3 counts as three customers', () => {
  const three = groupHistories(Float64Array.of(2, 2, 2), Float64Array.of(5, 5, 5), Float64Array.of(9, 9, 9));
  const one = groupHistories(Float64Array.of(2), Float64Array.of(5), Float64Array.of(9));
  const model: BgNbd = { r: 0.3, alpha: 5, a: 0.7, b: 2 };
  const at = (histories: typeof one) => bgNbdLikelihood(histories, model, new Float64Array(4));
  expect(three.weights).toEqual(Float64Array.of(3));
  expect(at(three)).toBeCloseTo(3 * at(one), 12);
});

test('simulated parameters come back', () => {
  const truth: BgNbd = { r: 0.8, alpha: 6, a: 0.9, b: 3 };
  const random = createRandom(1);
  const histories = drawHistories(6000, 60, random, (T) => {
    const leaving = drawBeta(random, truth.a, truth.b);
    return drawUntil(drawGamma(random, truth.r, truth.alpha), T, random, () => random() < leaving);
  });
  const { model, degenerate } = fitBgNbd(histories);
  expect(degenerate).toBeNull();
  // Two standard errors of 6,000 customers.
  expect(Math.abs(Math.log(model.r / truth.r))).toBeLessThan(0.08);
  expect(Math.abs(Math.log(model.alpha / truth.alpha))).toBeLessThan(0.12);
  expect(Math.abs(model.a / (model.a + model.b) - 0.9 / 3.9)).toBeLessThan(0.02);
});

test('where nobody leaves the fit runs away, and it is said', () => {
  const random = createRandom(2);
  const histories = drawHistories(2000, 60, random, (T) =>
    drawUntil(drawGamma(random, 0.8, 6), T, random, () => false),
  );
  expect(fitBgNbd(histories).degenerate).toMatch(/run/);
});

test('where nobody orders twice the fit runs away, and it is said', () => {
  const histories = drawHistories(500, 60, createRandom(3), () => []);
  expect(fitBgNbd(histories).degenerate).not.toBeNull();
});

test('who has just ordered is alive, and the longer the silence, the less so', () => {
  const alive = [38, 30, 20, 10].map((tx) => bgNbdAlive(fit.model, 3, tx, 38.86));
  expect(alive).toEqual([...alive].sort((a, b) => b - a));
  expect(alive[0]).toBeGreaterThan(0.8);
  expect(bgNbdAlive(fit.model, 0, 0, 38.86)).toBe(1);
});

test('the expectation goes through a = 1, where its formula is 0 / 0', () => {
  const at = (a: number) => bgNbdConditional({ ...fit.model, a }, 2, 30, 38, 39);
  expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 5);
});

// mpmath 1.4.1, 60 digits, equations 9 and 10: r, alpha, a, b, x, tx, T, t, and the orders to be expected.
test.each([
  [2.78, 45.3, 0.594, 0.123, 0, 0, 730, 183, 0.4773342409771367],
  [0.098, 27.3, 0.0796, 0.0605, 0, 0, 365, 91, 0.02130322660073993],
  [0.684, 1.72, 0.157, 0.0825, 0, 0, 30, 30, 0.45531725188942573],
  [2.87, 227, 0.0555, 0.858, 0, 0, 730, 183, 0.538236695065423],
  [0.0706, 1.49, 0.365, 0.113, 0, 0, 1500, 30, 0.001399223093342936],
  [5.29, 4.44, 0.167, 0.0716, 0, 0, 730, 365, 1.3439419004251245],
  [0.103, 54, 0.0644, 0.332, 0, 0, 1, 365, 0.5716093806866541],
  [2.47, 13.4, 0.117, 0.606, 0, 0, 1500, 183, 0.289581595587114],
  [0.173, 1.93, 0.828, 0.279, 0, 0, 30, 91, 0.25418792902322307],
  [4.48, 21.3, 0.128, 1.03, 0, 0, 30, 30, 2.333072961007087],
  [0.0975, 162, 1.55, 0.178, 100, 364, 365, 365, 44.98316569213797],
  [2.24, 303, 3.22, 0.399, 700, 1500, 1500, 91, 32.60603210476791],
  [1.16, 76.8, 0.189, 2.05, 700, 355, 365, 91, 0.05612545085819729],
  [0.227, 34, 2.64, 3.42, 700, 355, 365, 30, 0.00024346876563644053],
  [0.116, 3.9, 0.0526, 0.135, 700, 29, 30, 183, 0.037114356568396734],
  [2.57, 1.76, 0.0566, 3.25, 20, 730, 730, 365, 11.09178154348688],
  [0.189, 123, 0.712, 0.083, 5, 1, 1, 30, 0.9829361785242824],
  [0.0565, 25.8, 3.41, 0.335, 1, 355, 365, 30, 0.006697266003554158],
])(
  'at r %p, alpha %p, a %p, b %p a customer of x %p, tx %p, T %p is expected to order within %p as mpmath says',
  (r, alpha, a, b, x, tx, T, t, expected) => {
    const found = bgNbdConditional({ r: r!, alpha: alpha!, a: a!, b: b! }, x!, tx!, T!, t!);
    expect(Math.abs(found / expected! - 1)).toBeLessThan(1e-9);
  },
);

test('the expectation goes through a + b = 1, where its formula is 0 / 0', () => {
  // mpmath, as above.
  const at = (a: number, b: number) => bgNbdConditional({ r: 0.3, alpha: 5, a, b }, 0, 0, 30, 91);
  expect(at(0.6, 0.4)).toBeCloseTo(0.45016438825520866, 5);
  expect(at(1, 0.4)).toBeCloseTo(0.4011204760941406, 5);
});

test('where customers leave at once or hardly ever, simulated buyers of one order come again as often as expected', () => {
  const truth: BgNbd = { r: 1.5, alpha: 60, a: 0.3, b: 0.3 };
  const random = createRandom(6);
  for (const T of [30, 150]) {
    const sums = { customers: 0, orders: 0 };
    for (let i = 0; i < 60_000; i++) {
      const leaving = drawBeta(random, truth.a, truth.b);
      const rate = drawGamma(random, truth.r, truth.alpha);
      const times = drawUntil(rate, T + 180, random, () => random() < leaving);
      if (times[0]! <= T) continue;
      sums.customers++;
      sums.orders += times.length;
    }
    const expected = bgNbdConditional(truth, 0, 0, T, 180);
    // Three standard errors: the deviation is about twice the mean, of at least 7,000 customers.
    expect(sums.customers).toBeGreaterThan(5000);
    expect(Math.abs(sums.orders / sums.customers / expected - 1)).toBeLessThan(0.075);
  }
});
