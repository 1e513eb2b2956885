import { digamma } from '../../../core/statistics/digamma.js';
import { errorFunction } from '../../../core/statistics/error-function.js';
import { gaussLegendre } from '../../../core/statistics/gauss-legendre.js';
import { hypergeometric } from '../../../core/statistics/hypergeometric.js';
import { logGamma } from '../../../core/statistics/log-gamma.js';

test('logGamma is the logarithm of factorials', () => {
  let logFactorial = 0;
  for (let n = 1; n < 170; n++) {
    expect(Math.abs(logGamma(n) - logFactorial)).toBeLessThan(2e-14 * Math.max(1, logFactorial));
    logFactorial += Math.log(n);
  }
});

test('logGamma of 1/2 is ln √π, and far below 1 it is ln(1 / x)', () => {
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  expect(logGamma(1e-8)).toBeCloseTo(-Math.log(1e-8) - 0.5772156649e-8, 13);
});

test('digamma has the known values at 1, 1/2 and 1/4', () => {
  const euler = 0.577_215_664_901_532_9;
  expect(digamma(1)).toBeCloseTo(-euler, 13);
  expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.LN2, 13);
  expect(digamma(0.25)).toBeCloseTo(-euler - Math.PI / 2 - 3 * Math.LN2, 13);
});

test('digamma is the slope of logGamma', () => {
  for (const x of [0.1, 1.3, 7.9, 8.1, 250]) {
    expect(digamma(x)).toBeCloseTo((logGamma(x * (1 + 1e-5)) - logGamma(x * (1 - 1e-5))) / (2e-5 * x), 6);
  }
});

test.each([0, 0.1, 0.5, 0.9, 0.99])('2F1 equals what it is in plain functions at z = %p', (z) => {
  // Abramowitz and Stegun 15.1.3 and 15.1.8.
  expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(z === 0 ? 1 : -Math.log(1 - z) / z, 11);
  expect(hypergeometric(0.3, 4, 4, z)).toBeCloseTo((1 - z) ** -0.3, 11);
});

// mpmath 1.4.1.
test.each([
  [0.3, 0.2, -0.4, 0.5, 0.8244572191424769],
  [0.3, 0.2, -0.4, 0.95, -2.7032979324609543],
  [0.7, 0.05, -0.9, 0.9, -12.37042313504258],
  [2, 0.5, -0.01, 0.7, -1195.528614110753],
  [1e-4, 1e-4, -0.9998, 0.9, 0.9996650392317081],
])('2F1(%p, %p; %p; %p), whose terms are below 0, is %p', (a, b, c, z, expected) => {
  expect(hypergeometric(a, b, c, z)).toBeCloseTo(expected, 11);
});

test('2F1 scaled is known even where it is larger than any number', () => {
  // (1 - z)^-a, so that e^(a ln(1 - z)) times it is 1.
  expect(hypergeometric(3000, 2, 2, 0.9, 3000 * Math.log(0.1))).toBeCloseTo(1, 9);
});

test('2F1 that is larger than any number is Infinity', () => {
  expect(hypergeometric(3000, 3000, 1, 0.9)).toBe(Number.POSITIVE_INFINITY);
});

test('n nodes integrate polynomials of degree 2n - 1 exactly', () => {
  const { nodes, weights } = gaussLegendre(5);
  for (let degree = 0; degree < 10; degree++) {
    const integral = nodes.reduce((sum, node, i) => sum + weights[i]! * node ** degree, 0);
    expect(integral).toBeCloseTo(1 / (degree + 1), 14);
  }
});

// SciPy 1.17.1: special.erf.
test.each([
  [0, 0],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [3, 0.9999779095030014],
])('the error function of %p is %p', (x, expected) => {
  expect(Math.abs(errorFunction(x) - expected)).toBeLessThan(2e-7);
});
