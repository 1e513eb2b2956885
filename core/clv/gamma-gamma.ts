import { digamma } from '../statistics/digamma.js';
import { logGamma } from '../statistics/log-gamma.js';
import { type Fit, fitLikelihood } from './fit-likelihood.js';

/**
 * The gamma-gamma model of money per order: an order of a customer is gamma(p, nu), and nu is gamma(q, gamma) over
 * the customers, whatever their number of orders.
 * @see Fader, Hardie, Lee 2005, RFM and CLV; Fader and Hardie 2013, note 025
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** What customers spend: one row per customer with an order. */
export interface Spending {
  /** Float64Array (n): orders, at least 1. */
  readonly orders: Float64Array;
  /** Float64Array (n): mean value of these orders, above 0. */
  readonly mean: Float64Array;
}

/** Mean value of an order over all customers; q must be above 1. */
export const gammaGammaMean = ({ p, q, gamma }: GammaGamma) => (p * gamma) / (q - 1);

/** Value to be expected of the next order of a customer with so many orders of this mean. @see note 025, equation 5 */
export const gammaGammaConditional = ({ p, q, gamma }: GammaGamma, orders: number, mean: number) =>
  (p * (gamma + mean * orders)) / (p * orders + q - 1);

/** Fits the gamma-gamma model by maximum likelihood; without a mean (q <= 1) it is degenerate. */
export function fitGammaGamma(spending: Spending): Fit<GammaGamma> {
  const { orders, mean } = spending;
  const total = mean.reduce((sum, value, i) => sum + value * orders[i]!, 0);
  const overall = total / orders.reduce((sum, count) => sum + count, 0);
  // p and q of one fit are of one size; gamma follows from the mean.
  const start = { p: 3, q: 3, gamma: (overall * 2) / 3 };
  const fit = fitLikelihood(start, (model, slopes) => gammaGammaLikelihood(spending, model, slopes));
  if (fit.degenerate !== null || fit.model.q > 1) return fit;
  return { ...fit, degenerate: 'orders have no mean value (q is at most 1)' };
}

/**
 * The log-likelihood of the spending; its slopes by p, q, gamma are written into `slopes` (3).
 * @see note 025, equation 1a
 */
export function gammaGammaLikelihood(
  { orders, mean }: Spending,
  { p, q, gamma }: GammaGamma,
  slopes: Float64Array,
): number {
  const [logGammaQ, psiQ, logScale] = [logGamma(q), digamma(q), Math.log(gamma)];
  let sum = 0;
  slopes.fill(0);
  for (let i = 0; i < orders.length; i++) {
    const x = orders[i]!;
    const m = mean[i]!;
    const px = p * x;
    const logX = Math.log(x);
    const logM = Math.log(m);
    const logBoth = Math.log(gamma + m * x);
    const psiBoth = digamma(px + q);
    sum +=
      logGamma(px + q) -
      logGamma(px) -
      logGammaQ +
      q * logScale +
      (px - 1) * logM +
      px * logX -
      (px + q) * logBoth;
    slopes[0]! += x * (psiBoth - digamma(px) + logM + logX - logBoth);
    slopes[1]! += psiBoth - psiQ + logScale - logBoth;
    slopes[2]! += q / gamma - (px + q) / (gamma + m * x);
  }
  return sum;
}
