import { digamma } from '../statistics/digamma.js';
import { logGamma } from '../statistics/log-gamma.js';
import type { BuyingHistories } from './buying-histories.js';
import { type Fit, fitLikelihood } from './fit-likelihood.js';
import { meanAge } from './mean-age.js';

/**
 * The NBD model: a customer orders at a rate of their own, gamma(r, alpha) over the customers, and never leaves. It is
 * what BG/NBD and Pareto/NBD become where the data show nobody leaving.
 * @see Ehrenberg 1959, The pattern of consumer purchases
 */
export interface Nbd {
  readonly r: number;
  readonly alpha: number;
}

/** Orders per unit of time to be expected from a customer with x repeat orders in time T. */
export const nbdRate = ({ r, alpha }: Nbd, x: number, T: number) => (r + x) / (alpha + T);

/** Fits NBD by maximum likelihood. */
export function fitNbd(histories: BuyingHistories): Fit<Nbd> {
  const start = { r: 0.5, alpha: meanAge(histories) / 4 };
  return fitLikelihood(start, (model, slopes) => nbdLikelihood(histories, model, slopes));
}

function nbdLikelihood({ x, T, weights }: BuyingHistories, { r, alpha }: Nbd, slopes: Float64Array): number {
  const [logAlpha, logGammaR, psiR] = [Math.log(alpha), logGamma(r), digamma(r)];
  let sum = 0;
  slopes.fill(0);
  for (let i = 0; i < x.length; i++) {
    const orders = r + x[i]!;
    const logEnd = Math.log(alpha + T[i]!);
    sum += weights[i]! * (logGamma(orders) - logGammaR + r * logAlpha - orders * logEnd);
    slopes[0]! += weights[i]! * (digamma(orders) - psiR + logAlpha - logEnd);
    slopes[1]! += weights[i]! * (r / alpha - orders / (alpha + T[i]!));
  }
  return sum;
}
