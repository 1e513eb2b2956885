import { digamma } from '../statistics/digamma.js';
import { logGamma } from '../statistics/log-gamma.js';
import type { BuyingHistories } from './buying-histories.js';
import { type Fit, fitLikelihood } from './fit-likelihood.js';
import { meanAge } from './mean-age.js';
import { leavingBuffer, type ParetoNbd, writeLeaving } from './pareto-nbd.js';

/** Fits Pareto/NBD by maximum likelihood. */
export function fitParetoNbd(histories: BuyingHistories): Fit<ParetoNbd> {
  const time = meanAge(histories);
  const start = { r: 0.5, alpha: time / 4, s: 0.5, beta: time / 4 };
  return fitLikelihood(start, (model, slopes) => paretoNbdLikelihood(histories, model, slopes));
}

/**
 * The log-likelihood of the histories; its slopes by r, alpha, s, beta are written into `slopes` (4).
 * @see Fader and Hardie 2005, A note on deriving the Pareto/NBD model, equation 18
 */
export function paretoNbdLikelihood(
  { x, tx, T, weights }: BuyingHistories,
  model: ParetoNbd,
  slopes: Float64Array,
): number {
  const { r, alpha, s, beta } = model;
  const leaving = leavingBuffer();
  const logScale = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
  const psiR = digamma(r);
  let sum = 0;
  slopes.fill(0);
  for (let i = 0; i < x.length; i++) {
    const orders = r + x[i]!;
    const age = T[i]!;
    const weight = weights[i]!;
    writeLeaving(model, x[i]!, tx[i]!, age, leaving);
    const perOdds = 1 / (Math.exp(-leaving.shift) + leaving.total);
    const alive = Math.exp(-leaving.shift) * perOdds;
    const logAlpha = Math.log(alpha + age);
    const logBeta = Math.log(beta + age);
    const logWays = leaving.shift + Math.log1p(leaving.total + Math.expm1(-leaving.shift));
    sum += weight * (logScale + logGamma(orders) - orders * logAlpha - s * logBeta + logWays);

    // The slopes of each way to this history, by its share.
    let byR = -alive * logAlpha;
    let byAlpha = (-alive * orders) / (alpha + age);
    let byS = -alive * logBeta;
    let byBeta = (-alive * s) / (beta + age);
    for (let n = 0; n < leaving.odds.length; n++) {
      const share = leaving.odds[n]! * perOdds;
      byR -= share * leaving.logAlpha[n]!;
      byAlpha -= (share * orders) / (alpha + leaving.times[n]!);
      byS += share * (1 / s - leaving.logBeta[n]!);
      byBeta -= (share * (s + 1)) / (beta + leaving.times[n]!);
    }
    slopes[0]! += weight * (byR + Math.log(alpha) + digamma(orders) - psiR);
    slopes[1]! += weight * (byAlpha + r / alpha);
    slopes[2]! += weight * (byS + Math.log(beta));
    slopes[3]! += weight * (byBeta + s / beta);
  }
  return sum;
}
