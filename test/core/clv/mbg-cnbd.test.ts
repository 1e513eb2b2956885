import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupHistories } from '../../../core/clv/buying-histories.js';
import { fitBgNbd } from '../../../core/clv/fit-bg-nbd.js';
import {
  fitMbgCnbd,
  fitOfShape,
  type GapHistories,
  mbgCnbdLikelihood,
} from '../../../core/clv/fit-mbg-cnbd.js';
import { type MbgCnbd, mbgCnbdAlive, nextGapQuantile } from '../../../core/clv/mbg-cnbd.js';
import { regularityOf } from '../../../core/clv/regularity.js';
import { drawBeta } from '../../../core/random/draw-beta.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { slopePairs } from './check-slopes.js';

const rows = readFileSync(join(__dirname, '../../fixtures/products/grocery.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));
const column = (at: number) => Float64Array.from(rows, (row) => row[at]!);
const grocery: GapHistories = {
  ...groupHistories(column(0), column(1), column(2)),
  logGaps: rows.reduce((sum, row) => sum + row[3]!, 0),
};
const fit = fitMbgCnbd(grocery);

test('the orders of groceryElog are of regularity 2, as BTYDplus says', () => {
  expect(fit.model.k).toBe(2);
  const { r, alpha, a, b } = fit.model;
  // SciPy's own search of the published likelihood, see the fixture.
  expect(r).toBeCloseTo(1.30364, 3);
  expect(alpha).toBeCloseTo(21.92974, 2);
  expect(a).toBeCloseTo(0.44808, 3);
  expect(b).toBeCloseTo(0.87381, 3);
  expect(fit).toMatchObject({ converged: true, degenerate: null });
});

test.each([
  [1, -43014.5173],
  [2, -42093.5834],
  [3, -42558.2337],
  [4, -43551.4257],
])('its likelihood at k = %p is that of SciPy', (k, logLikelihood) => {
  expect(fitOfShape(grocery, k).logLikelihood).toBeCloseTo(logLikelihood, 2);
});

test('it is likelier than BG/NBD', () => {
  expect(fitBgNbd(grocery).logLikelihood).toBeCloseTo(-43127.4984, 2);
  expect(fit.logLikelihood).toBeGreaterThan(-43127);
});

test('the slopes are those of the likelihood', () => {
  for (const k of [1, 2, 5]) {
    const likelihood = (model: Omit<MbgCnbd, 'k'>, slopes: Float64Array) =>
      mbgCnbdLikelihood(grocery, { ...model, k }, slopes);
    const { k: _, ...model } = fit.model;
    for (const [slope, difference] of slopePairs(likelihood, model))
      expect(Math.abs(slope - difference)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
  }
});

const published = { k: 2, r: 1.30364, alpha: 21.92974, a: 0.44808, b: 0.87381 };

test.each([
  [0, 0, 100, 0.30122187],
  [5, 200, 230, 0.88004295],
  [20, 700, 720, 0.96955421],
])('a customer with %p orders again, the last after %p of %p days, has not left by %p', (x, tx, T, alive) => {
  expect(mbgCnbdAlive(published, x, tx, T)).toBeCloseTo(alive, 7);
});

// SciPy's beta prime distribution, cut off at what has passed.
test.each([
  [0, 0, 100, 0.5, 193.35054],
  [5, 200, 230, 0.1, 33.70611],
  [5, 200, 230, 0.9, 106.24923],
  [20, 700, 720, 0.5, 39.98402],
])('after %p orders again in %p of %p days the gap ends with %p by day %p', (x, tx, T, share, gap) => {
  expect(nextGapQuantile(published, x, tx, T, share)).toBeCloseTo(gap, 4);
});

test('parameters of a drawn shop come back, and k with them', () => {
  const random = createRandom(4);
  const truth = { k: 3, r: 0.85, alpha: 12, a: 0.8, b: 2.4 };
  const [x, tx, T]: [number[], number[], number[]] = [[], [], []];
  let logGaps = 0;
  for (let i = 0; i < 3000; i++) {
    const rate = drawGamma(random, truth.r, truth.alpha);
    const leaves = drawBeta(random, truth.a, truth.b);
    const age = 200 + 200 * random();
    let [count, last] = [0, 0];
    for (let time = 0; random() >= leaves; ) {
      const gap = drawGamma(random, truth.k, rate);
      time += gap;
      if (time > age) break;
      count++;
      last = time;
      logGaps += Math.log(gap);
    }
    x.push(count);
    tx.push(last);
    T.push(age);
  }
  const histories = groupHistories(Float64Array.from(x), Float64Array.from(tx), Float64Array.from(T));
  const { model } = fitMbgCnbd({ ...histories, logGaps });
  expect(model.k).toBe(3);
  for (const name of ['r', 'alpha', 'a', 'b'] as const)
    expect(Math.abs(model[name] / truth[name] - 1)).toBeLessThan(0.25);
});

describe('regularity by two gaps', () => {
  test('of groceryElog is close to 2', () => {
    const pairs = rows.filter((row) => row[0]! >= 2).map((row) => [row[4]!, row[5]!] as const);
    expect(regularityOf(pairs)).toBeCloseTo(1.82738, 4);
  });

  test('of drawn gaps is their shape, whatever the rates', () => {
    const random = createRandom(2);
    for (const k of [1, 4]) {
      const gaps = Array.from({ length: 20_000 }, () => {
        const rate = 0.1 + random();
        return [drawGamma(random, k, rate), drawGamma(random, k, rate)] as const;
      });
      expect(Math.abs(regularityOf(gaps)! / k - 1)).toBeLessThan(0.05);
    }
  });

  test('of nobody, and of clocks, cannot be told', () => {
    expect(regularityOf([])).toBeUndefined();
    expect(regularityOf([[7, 7]])).toBeUndefined();
  });
});
