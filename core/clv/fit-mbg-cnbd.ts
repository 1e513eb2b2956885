import { digamma } from '../statistics/digamma.js';
import { logGamma } from '../statistics/log-gamma.js';
import type { BuyingHistories } from './buying-histories.js';
import { type Fit, fitLikelihood } from './fit-likelihood.js';
import type { MbgCnbd } from './mbg-cnbd.js';
import { meanAge } from './mean-age.js';
import { keptByOrders, type OrderConstants } from './order-constants.js';

/** Histories, and how long the gaps in them were. */
export interface GapHistories extends BuyingHistories {
  /** Sum of the natural logarithms of all gaps between orders, of all customers. */
  readonly logGaps: number;
}

/** More regular than so no shop has been seen to be; the paper's own search ends there. */
const largestK = 12;

/**
 * Fits MBG/CNBD-k by maximum likelihood, k being the whole number from 1 on with the highest: the search ends at the
 * first that is no better. The likelihoods of different k compare with one another and with that of BG/NBD.
 */
export function fitMbgCnbd(histories: GapHistories): Fit<MbgCnbd> {
  let best = fitOfShape(histories, 1);
  for (let k = 2; k <= largestK; k++) {
    const fit = fitOfShape(histories, k, best.degenerate === null ? best.model : undefined);
    if (!(fit.logLikelihood > best.logLikelihood)) return best;
    best = fit;
  }
  return best;
}

/**
 * Fits the model of one k.
 * @param near a model of another k to begin at
 */
export function fitOfShape(histories: GapHistories, k: number, near?: MbgCnbd): Fit<MbgCnbd> {
  const first = near ?? { k: 1, r: 1, alpha: meanAge(histories) / 4, a: 0.5, b: 1 };
  // Gaps of k steps: each is a kth as long.
  const start = { r: first.r, alpha: (first.alpha * first.k) / k, a: first.a, b: first.b };
  const fit = fitLikelihood(start, (model, slopes) => mbgCnbdLikelihood(histories, { ...model, k }, slopes));
  return { ...fit, model: { ...fit.model, k } };
}

/**
 * The log-likelihood of the histories; its slopes by r, alpha, a, b are written into `slopes` (4).
 * @see Reutterer, Platzer and Schröder 2021, equation 6 with leaving after the first order as well
 */
export function mbgCnbdLikelihood(
  { x, tx, T, weights, logGaps }: GapHistories,
  { k, r, alpha, a, b }: MbgCnbd,
  slopes: Float64Array,
): number {
  slopes.fill(0);
  const constants = orderConstants({ k, r, alpha, a, b });
  const logAlpha = Math.log(alpha);
  let sum = (k - 1) * logGaps;
  for (let i = 0; i < x.length; i++) {
    const [orders, weight] = [x[i]!, weights[i]!];
    const shape = r + k * orders;
    const u = (T[i]! - tx[i]!) / (alpha + T[i]!);
    // The ways in which the gap since the last order is not over, and their slopes by shape and by log u.
    let [term, steps, ways, byShape, byLogU] = [1, 0, 1, 0, 0];
    for (let j = 1; j < k; j++) {
      term *= ((shape + j - 1) / j) * u;
      steps += 1 / (shape + j - 1);
      ways += term;
      byShape += term * steps;
      byLogU += term * j;
    }
    const logEnd = Math.log(alpha + T[i]!);
    const logLast = Math.log(alpha + tx[i]!);
    const alive = Math.log(ways) - shape * logEnd;
    const left = Math.log(a / (b + orders)) - shape * logLast;
    const most = Math.max(alive, left);
    const total = most + Math.log(Math.exp(alive - most) + Math.exp(left - most));
    const gone = Math.exp(left - total);
    const stays = 1 - gone;
    const { value, byR, byA, byB } = constants(orders);
    sum += weight * (value + r * logAlpha + total);
    slopes[0]! += weight * (byR + logAlpha + stays * (byShape / ways - logEnd) - gone * logLast);
    slopes[1]! +=
      weight *
      (r / alpha - stays * ((shape + byLogU / ways) / (alpha + T[i]!)) - (gone * shape) / (alpha + tx[i]!));
    slopes[2]! += weight * (byA + gone / a);
    slopes[3]! += weight * (byB - gone / (b + orders));
  }
  return sum;
}

/** What of the likelihood depends on the number of orders only, kept per number. */
function orderConstants({ k, r, a, b }: MbgCnbd): (orders: number) => OrderConstants {
  const perOrder = logGamma(k);
  const base = logGamma(a + b) - logGamma(b) - logGamma(r);
  const [psiR, psiAB, psiB] = [digamma(r), digamma(a + b), digamma(b)];
  return keptByOrders((orders) => {
    const shape = r + k * orders;
    const both = digamma(a + b + orders + 1);
    return {
      value:
        base + logGamma(shape) + logGamma(b + orders + 1) - logGamma(a + b + orders + 1) - orders * perOrder,
      byR: digamma(shape) - psiR,
      byA: psiAB - both,
      byB: psiAB - psiB + digamma(b + orders + 1) - both,
    };
  });
}
