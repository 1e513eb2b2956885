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

/** At a = 1, and at a + b + x = 1, the expectations are 0 / 0; so far beside it they are good to 1e-5 of their size. */
const beside = 1e-6;

const apartFrom = (pole: number, value: number) => (Math.abs(value - pole) < beside ? pole + beside : value);

/** E[X(t)]: repeat orders of a customer within time t from the first order. @see equation 9 */
export const bgNbdExpectation = (model: BgNbd, t: number): number => bgNbdConditional(model, 0, 0, 0, t);

/** The probability that a customer with this history has not left, 0..1. @see Fader and Hardie 2008, note 021 */
export function bgNbdAlive({ r, alpha, a, b }: BgNbd, x: number, tx: number, T: number): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x));
}

/**
 * Orders to be expected within time t from a customer with this history, at least 0; equation 9 where there is none yet.
 * @see equation 10
 */
export function bgNbdConditional(model: BgNbd, x: number, tx: number, T: number, t: number): number {
  const { r, alpha, b } = model;
  const a = apartFrom(1, model.a);
  // Below 0 where a + b < 1 and nothing has been ordered again.
  const c = apartFrom(0, a + b + x - 1);
  const left = (r + x) * Math.log((alpha + T) / (alpha + T + t));
  const survivors = 1 - hypergeometric(r + x, b + x, c, t / (alpha + T + t), left);
  return (c / (a - 1)) * survivors * bgNbdAlive({ ...model, a }, x, tx, T);
}
