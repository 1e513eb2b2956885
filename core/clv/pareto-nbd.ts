import { gaussLegendre } from '../statistics/gauss-legendre.js';

/**
 * The Pareto/NBD model: a customer orders at a rate of their own, gamma(r, alpha) over the customers, until they
 * leave, at a rate of their own, gamma(s, beta). Symbols of histories: `BuyingHistories`; alpha and beta have their
 * unit of time.
 * @see Schmittlein, Morrison, Colombo 1987, Counting your customers; Fader and Hardie 2005, a note on deriving it
 */
export interface ParetoNbd {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Eleven digits (compared with 60 nodes, up to a thousand orders). */
const { nodes, weights } = gaussLegendre(16);
const nNodes = nodes.length;
/** Beyond so many powers of e nothing is left of the integrand. */
const vanished = 40;

/** The times at which a customer may have left, and how likely each is against not having left. */
export interface Leaving {
  /** Sum of the odds: left against still there; may be Infinity. */
  total: number;
  /** Float64Array (nNodes) */
  readonly odds: Float64Array;
  /** Float64Array (nNodes): between tx and T. */
  readonly times: Float64Array;
  /** Float64Array (nNodes): ln(alpha + time), ln(beta + time). */
  readonly logAlpha: Float64Array;
  readonly logBeta: Float64Array;
}

export const leavingBuffer = (): Leaving => ({
  total: 0,
  odds: new Float64Array(nNodes),
  times: new Float64Array(nNodes),
  logAlpha: new Float64Array(nNodes),
  logBeta: new Float64Array(nNodes),
});

/**
 * Writes into `out`
 *
 *     ∫ (alpha + t)^-(r + x) s (beta + t)^-(s + 1) dt from tx to T, divided by (alpha + T)^-(r + x) (beta + T)^-s,
 *
 * in pieces, by Gauss's quadrature in u = ln((alpha + t) / (alpha + tx)), in which the integrand is e^-(r + x + s)u
 * times what hardly varies.
 */
export function writeLeaving(
  { r, alpha, s, beta }: ParetoNbd,
  x: number,
  tx: number,
  T: number,
  out: Leaving,
): void {
  const power = r + x + s;
  const logStart = Math.log(alpha + tx);
  const logEnd = Math.log(alpha + T);
  const range = Math.min(logEnd - logStart, vanished / power);
  const logScale = (r + x) * logEnd + s * Math.log(beta + T) + Math.log(s);
  let total = 0;
  for (let n = 0; n < nNodes; n++) {
    const logAlpha = logStart + range * nodes[n]!;
    const time = Math.exp(logAlpha) - alpha;
    const logBeta = Math.log(beta + time);
    const odds = range * weights[n]! * Math.exp(logScale - (r + x - 1) * logAlpha - (s + 1) * logBeta);
    out.odds[n] = odds;
    out.times[n] = time;
    out.logAlpha[n] = logAlpha;
    out.logBeta[n] = logBeta;
    total += odds;
  }
  out.total = total;
}

/** The probability that a customer with this history has not left, 0..1. */
export function paretoNbdAlive(model: ParetoNbd, x: number, tx: number, T: number): number {
  const leaving = leavingBuffer();
  writeLeaving(model, x, tx, T, leaving);
  return 1 / (1 + leaving.total);
}

/** At s = 1 the expectations are 0 / 0; so far beside it they are good to 1e-6 of their size. */
const besideOne = 1e-6;

/** Time that a customer of age T can be expected to stay of the next t. */
function staying({ s: given, beta }: ParetoNbd, T: number, t: number): number {
  const s = Math.abs(given - 1) < besideOne ? 1 + besideOne : given;
  return ((beta + T) / (s - 1)) * (1 - ((beta + T) / (beta + T + t)) ** (s - 1));
}

/** E[X(t)]: repeat orders of a customer within time t from the first order. */
export function paretoNbdExpectation(model: ParetoNbd, t: number): number {
  return (model.r / model.alpha) * staying(model, 0, t);
}

/** Orders to be expected within time t from a customer with this history. */
export function paretoNbdConditional(model: ParetoNbd, x: number, tx: number, T: number, t: number): number {
  const rate = (model.r + x) / (model.alpha + T);
  return rate * staying(model, T, t) * paretoNbdAlive(model, x, tx, T);
}
