import { hypergeometric } from '../statistics/hypergeometric.js';

/**
 * The beta-geometric/NBD model: a customer orders at a rate of their own, gamma(r, alpha) over the customers, and
 * leaves after each order with a probability of their own, beta(a, b) over the customers. Symbols of histories:
 * `BuyingHistories`; alpha has their unit of time.
 * @see Fader, Hardie, Lee 2005, "Counting your customers" the easy way: an alternative to the Pareto/NBD model
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** At a = 1 the expectations are 0 / 0; so far beside it they are good to 1e-5 of their size. */
const besideOne = 1e-6;

const apartFromOne = (a: number) => (Math.abs(a - 1) < besideOne ? 1 + besideOne : a);

/** E[X(t)]: repeat orders of a customer within time t from the first order. @see equation 9 */
export function bgNbdExpectation({ r, alpha, a: given, b }: BgNbd, t: number): number {
  const a = apartFromOne(given);
  const series = hypergeometric(r, b, a + b - 1, t / (alpha + t));
  return ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + t)) ** r * series);
}

/** The probability that a customer with this history has not left, 0..1. @see Fader and Hardie 2008, note 021 */
export function bgNbdAlive({ r, alpha, a, b }: BgNbd, x: number, tx: number, T: number): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x));
}

/** Orders to be expected within time t from a customer with this history. @see equation 10 */
export function bgNbdConditional(model: BgNbd, x: number, tx: number, T: number, t: number): number {
  const { r, alpha, b } = model;
  const a = apartFromOne(model.a);
  const series = hypergeometric(r + x, b + x, a + b + x - 1, t / (alpha + T + t));
  const survivors = 1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series;
  return ((a + b + x - 1) / (a - 1)) * survivors * bgNbdAlive({ ...model, a }, x, tx, T);
}
