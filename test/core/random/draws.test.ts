import { drawBeta } from '../../../core/random/draw-beta.js';
import { drawExponential } from '../../../core/random/draw-exponential.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom, type Random } from '../../../core/random/random.js';
import { kolmogorovSmirnov, ksLimit, normalCdf } from './kolmogorov-smirnov.js';

const nDraws = 50_000;

interface Case {
  name: string;
  draw: (random: Random) => number;
  mean: number;
  variance: number;
  cdf: (x: number) => number;
}

const cases: Case[] = [
  { name: 'normal', draw: drawNormal, mean: 0, variance: 1, cdf: normalCdf },
  {
    name: 'exponential of rate 2',
    draw: (random) => drawExponential(random, 2),
    mean: 1 / 2,
    variance: 1 / 4,
    cdf: (x) => 1 - Math.exp(-2 * x),
  },
  {
    // Whole shapes are sums of exponentials (Erlang).
    name: 'gamma of shape 3, rate 2',
    draw: (random) => drawGamma(random, 3, 2),
    mean: 3 / 2,
    variance: 3 / 4,
    cdf: (x) => 1 - Math.exp(-2 * x) * (1 + 2 * x + (2 * x) ** 2 / 2),
  },
  {
    // Twice such a variable is chi-squared with one degree of freedom: a squared normal.
    name: 'gamma of shape 1/2, rate 1',
    draw: (random) => drawGamma(random, 0.5, 1),
    mean: 1 / 2,
    variance: 1 / 2,
    cdf: (x) => 2 * normalCdf(Math.sqrt(2 * x)) - 1,
  },
  {
    // The density 12 x (1 - x)², integrated.
    name: 'beta of 2 and 3',
    draw: (random) => drawBeta(random, 2, 3),
    mean: 2 / 5,
    variance: 1 / 25,
    cdf: (x) => 6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4,
  },
  {
    name: 'beta of 1/2 and 1/2 (arcsine)',
    draw: (random) => drawBeta(random, 0.5, 0.5),
    mean: 1 / 2,
    variance: 1 / 8,
    cdf: (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x)),
  },
];

describe.each(cases)('$name', ({ draw, mean, variance, cdf }) => {
  const random = createRandom(1);
  const draws = Float64Array.from({ length: nDraws }, () => draw(random));
  const average = (of: (x: number) => number) => draws.reduce((sum, x) => sum + of(x), 0) / nDraws;

  test('has its mean, to four standard errors', () => {
    expect(Math.abs(average((x) => x) - mean)).toBeLessThan(4 * Math.sqrt(variance / nDraws));
  });

  test('has its variance, to 5 %', () => {
    expect(Math.abs(average((x) => (x - mean) ** 2) / variance - 1)).toBeLessThan(0.05);
  });

  test('has its distribution, and not one that is 5 % narrower', () => {
    const narrower = draws.map((x) => 0.95 * x);
    expect(kolmogorovSmirnov(draws, cdf)).toBeLessThan(ksLimit);
    expect(kolmogorovSmirnov(narrower, cdf)).toBeGreaterThan(ksLimit);
  });
});

test.each([0, 1 - 2 ** -32])('every draw is finite when the source starts with %p', (start) => {
  for (const { draw } of cases) {
    const random = createRandom(1);
    const source = [start];
    expect(Number.isFinite(draw(() => source.pop() ?? random()))).toBe(true);
  }
});
