import { fitParetoNbd, paretoNbdLikelihood } from '../../../core/clv/fit-pareto-nbd.js';
import {
  leavingBuffer,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdConditional,
  paretoNbdExpectation,
  writeLeaving,
} from '../../../core/clv/pareto-nbd.js';
import { drawExponential } from '../../../core/random/draw-exponential.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { cdnow, cdnowHistories } from './cdnow.js';
import { slopePairs } from './check-slopes.js';
import { drawHistories, drawUntil } from './draw-histories.js';

const fit = fitParetoNbd(cdnowHistories);

test('the parameters of CDNOW are the published ones to three decimals', () => {
  const { r, alpha, s, beta } = fit.model;
  expect([r, alpha, s, beta].map((value) => value.toFixed(3))).toEqual([
    '0.553',
    '10.578',
    '0.606',
    '11.669',
  ]);
  expect(fit.logLikelihood).toBeCloseTo(-9594.976, 2);
  expect(fit).toMatchObject({ converged: true, degenerate: null });
});

test('the slopes are those of the likelihood', () => {
  const model: ParetoNbd = { r: 0.5, alpha: 12, s: 0.8, beta: 9 };
  for (const [slope, difference] of slopePairs((m, s) => paretoNbdLikelihood(cdnowHistories, m, s), model)) {
    expect(slope / difference).toBeCloseTo(1, 6);
  }
});

/** ∫ ((alpha + T) / (alpha + t))^(r + x) s ((beta + T) / (beta + t))^s / (beta + t) dt by Simpson's rule in ln(c + t), c the lesser of both. */
function bruteOdds({ r, alpha, s, beta }: ParetoNbd, x: number, tx: number, T: number): number {
  const steps = 20_000;
  const least = Math.min(alpha, beta);
  const range = Math.log((least + T) / (least + tx));
  const at = (step: number) => {
    const t = (least + tx) * Math.exp((range * step) / steps) - least;
    const there = ((alpha + T) / (alpha + t)) ** (r + x) * s * ((beta + T) / (beta + t)) ** s;
    return (there / (beta + t)) * (least + t);
  };
  let sum = at(0) + at(steps);
  for (let step = 1; step < steps; step++) sum += at(step) * (step % 2 === 1 ? 4 : 2);
  return (sum * range) / steps / 3;
}

test.each([
  [0, 0, 38],
  [2, 30, 38],
  [20, 10, 38],
  [300, 35, 38],
  [1, 1, 700],
])('the odds of having left after %p orders are the integral, to nine digits', (x, tx, T) => {
  const leaving = leavingBuffer();
  const oneTimers = { r: 0.05, alpha: 400, s: 0.9, beta: 1 };
  const loyal = { r: 3, alpha: 0.5, s: 6, beta: 900 };
  for (const model of [fit.model, { r: 2, alpha: 0.5, s: 3, beta: 90 }, oneTimers, loyal]) {
    writeLeaving(model, x, tx, T, leaving);
    expect(leaving.total / bruteOdds(model, x, tx, T)).toBeCloseTo(1, 9);
  }
});

test('a customer of a thousand orders and then none for years leaves the likelihood finite', () => {
  const model: ParetoNbd = { r: 0.5, alpha: 12, s: 0.8, beta: 9 };
  const [x, tx, T, weights] = [1000, 1000, 3300, 1].map((value) => Float64Array.of(value));
  const histories = { x: x!, tx: tx!, T: T!, weights: weights! };
  for (const [slope, difference] of slopePairs((m, s) => paretoNbdLikelihood(histories, m, s), model)) {
    expect(slope / difference).toBeCloseTo(1, 5);
  }
  expect(paretoNbdAlive(model, 1000, 1000, 3300)).toBe(0);
});

test('simulated parameters come back', () => {
  const truth: ParetoNbd = { r: 0.8, alpha: 6, s: 0.9, beta: 12 };
  const random = createRandom(1);
  const histories = drawHistories(4000, 60, random, (T) => {
    const rate = drawGamma(random, truth.r, truth.alpha);
    const end = drawExponential(random, drawGamma(random, truth.s, truth.beta));
    return drawUntil(rate, Math.min(T, end), random, () => false);
  });
  const { model, degenerate } = fitParetoNbd(histories);
  expect(degenerate).toBeNull();
  expect(Math.abs(Math.log(model.r / truth.r))).toBeLessThan(0.1);
  expect(Math.abs(Math.log(model.s / truth.s))).toBeLessThan(0.35);
  // Half of the customers have left after so long.
  const median = ({ s, beta }: ParetoNbd) => beta * (2 ** (1 / s) - 1);
  expect(Math.abs(Math.log(median(model) / median(truth)))).toBeLessThan(0.25);
});

test('what customers are expected to order adds up to what a new one is', () => {
  // E[X(t)] over all customers: those of t = T, plus what each is expected to add.
  const more = cdnow.x.map((x, i) => paretoNbdConditional(fit.model, x, cdnow.tx[i]!, cdnow.T[i]!, 39));
  const unconditional = cdnow.T.map(
    (T) => paretoNbdExpectation(fit.model, T + 39) - paretoNbdExpectation(fit.model, T),
  );
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  expect(sum(more) / sum(unconditional)).toBeCloseTo(1, 1);
});

test('the longer the silence, the less likely is a customer alive', () => {
  const alive = [38.86, 30, 20, 10].map((tx) => paretoNbdAlive(fit.model, 3, tx, 38.86));
  expect(alive).toEqual([...alive].sort((a, b) => b - a));
  expect(alive[0]).toBe(1);
});

test('the expectation goes through s = 1, where its formula is 0 / 0', () => {
  const at = (s: number) => paretoNbdConditional({ ...fit.model, s }, 2, 30, 38, 39);
  expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 5);
});
