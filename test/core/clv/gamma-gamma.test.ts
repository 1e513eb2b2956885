import {
  fitGammaGamma,
  type GammaGamma,
  gammaGammaConditional,
  gammaGammaLikelihood,
  gammaGammaMean,
} from '../../../core/clv/gamma-gamma.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { cdnow } from './cdnow.js';
import { slopePairs } from './check-slopes.js';

const repeaters = Int32Array.from(cdnow.x.keys()).filter((i) => cdnow.x[i]! > 0);
const spending = {
  orders: Float64Array.from(repeaters, (i) => cdnow.x[i]!),
  mean: Float64Array.from(repeaters, (i) => cdnow.meanRepeat[i]!),
};
const fit = fitGammaGamma(spending);

test('the parameters of the 946 repeaters of CDNOW are the published ones', () => {
  const { p, q, gamma } = fit.model;
  expect(repeaters).toHaveLength(946);
  expect([p, q, gamma].map((value) => value.toFixed(2))).toEqual(['6.25', '3.74', '15.44']);
  expect(fit.logLikelihood).toBeCloseTo(-4055.9177, 3);
  expect(gammaGammaMean(fit.model).toFixed(2)).toBe('35.17');
});

test('the value expected of the first ten customers is the published one', () => {
  const published = [24.66, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
  published.forEach((expected, i) => {
    const value = gammaGammaConditional(fit.model, cdnow.x[i]!, cdnow.meanRepeat[i]!);
    expect(Math.abs(value - expected)).toBeLessThan(0.011);
  });
});

test('the slopes are those of the likelihood', () => {
  const model: GammaGamma = { p: 5, q: 3, gamma: 20 };
  for (const [slope, difference] of slopePairs((m, s) => gammaGammaLikelihood(spending, m, s), model)) {
    expect(slope / difference).toBeCloseTo(1, 6);
  }
});

test('simulated parameters come back', () => {
  const truth: GammaGamma = { p: 4, q: 5, gamma: 40 };
  const random = createRandom(1);
  const orders = Float64Array.from({ length: 5000 }, () => 1 + Math.floor(6 * random()));
  const mean = orders.map((count) => {
    const rate = drawGamma(random, truth.q, truth.gamma);
    return drawGamma(random, truth.p * count, rate) / count;
  });
  const { model, degenerate } = fitGammaGamma({ orders, mean });
  expect(degenerate).toBeNull();
  expect(Math.abs(Math.log(model.p / truth.p))).toBeLessThan(0.15);
  expect(Math.abs(Math.log(model.q / truth.q))).toBeLessThan(0.15);
  expect(Math.abs(Math.log(gammaGammaMean(model) / 40))).toBeLessThan(0.03);
});

test('where every order has the same value the fit runs away, and it is said', () => {
  const orders = Float64Array.from({ length: 300 }, (_, i) => 1 + (i % 4));
  expect(fitGammaGamma({ orders, mean: orders.map(() => 12) }).degenerate).not.toBeNull();
});
