import { digamma } from '../statistics/digamma.js';
import { logGamma } from '../statistics/log-gamma.js';
import type { BgNbd } from './bg-nbd.js';
import type { BuyingHistories } from './buying-histories.js';
import { type Fit, fitLikelihood } from './fit-likelihood.js';
import { meanAge } from './mean-age.js';
import { keptByOrders, type OrderConstants } from './order-constants.js';

/** Fits BG/NBD by maximum likelihood. */
export function fitBgNbd(histories: BuyingHistories): Fit<BgNbd> {
  const start = { r: 0.5, alpha: meanAge(histories) / 4, a: 0.5, b: 2 };
  return fitLikelihood(start, (model, slopes) => bgNbdLikelihood(histories, model, slopes));
}

/**
 * The log-likelihood of the histories; its slopes by r, alpha, a, b are written into `slopes` (4).
 * @see Fader, Hardie, Lee 2005, equation 6, in the form of their note 004
 */
export function bgNbdLikelihood(
  { x, tx, T, weights }: BuyingHistories,
  { r, alpha, a, b }: BgNbd,
  slopes: Float64Array,
): number {
  const constants = orderConstants(r, a, b);
  const logAlpha = Math.log(alpha);
  let sum = 0;
  slopes.fill(0);
  for (let i = 0; i < x.length; i++) {
    const orders = x[i]!;
    const weight = weights[i]!;
    const { value, byR, byA, byB } = constants(orders);
    const logEnd = Math.log(alpha + T[i]!);
    // Alive until T, or gone at the last order.
    const alive = -(r + orders) * logEnd;
    let total = alive;
    let gone = 0;
    let logLast = 0;
    if (orders > 0) {
      logLast = Math.log(alpha + tx[i]!);
      const left = Math.log(a / (b + orders - 1)) - (r + orders) * logLast;
      const most = Math.max(alive, left);
      total = most + Math.log(Math.exp(alive - most) + Math.exp(left - most));
      gone = Math.exp(left - total);
    }
    sum += weight * (value + r * logAlpha + total);
    slopes[0]! += weight * (byR + logAlpha - (1 - gone) * logEnd - gone * logLast);
    slopes[1]! +=
      weight * (r / alpha - (r + orders) * ((1 - gone) / (alpha + T[i]!) + gone / (alpha + tx[i]!)));
    slopes[2]! += weight * (byA + gone / a);
    slopes[3]! += weight * (byB - (orders > 0 ? gone / (b + orders - 1) : 0));
  }
  return sum;
}

/** What of the likelihood depends on the number of orders only, kept per number. */
function orderConstants(r: number, a: number, b: number): (orders: number) => OrderConstants {
  const base = logGamma(a + b) - logGamma(b) - logGamma(r);
  const [psiR, psiAB, psiB] = [digamma(r), digamma(a + b), digamma(b)];
  return keptByOrders((orders) => {
    const both = digamma(a + b + orders);
    return {
      value: base + logGamma(r + orders) + logGamma(b + orders) - logGamma(a + b + orders),
      byR: digamma(r + orders) - psiR,
      byA: psiAB - both,
      byB: psiAB - psiB + digamma(b + orders) - both,
    };
  });
}
