import { moments } from '../experiment/moments.js';
import {
  differentIn,
  localWeights,
  rowsWithin,
  type Side,
  varianceOf,
  weighed,
  weighedPower,
} from './local-weights.js';
import { neighbourResiduals } from './neighbour-residuals.js';

/** How near to the door customers are compared, in units of the score. */
export interface Bandwidths {
  /** Of the line whose end at the door is the estimate. */
  readonly main: number;
  /** Of the curve by which its bias is told. */
  readonly bias: number;
}

/** Order of the line, and of the curve that corrects it. */
export const order = { line: 1, curve: 2 } as const;

/** Silverman's constant for the triangular kernel. */
const pilotConstant = 2.576;
/** Where so large a part of the scores repeat, at least so many different ones lie within a preliminary bandwidth. */
const repeated = { share: 0.2, different: 10 };

/**
 * The bandwidths that make the mean squared error of the jump least, the same on both sides, with the regularisation
 * of Imbens and Kalyanaraman, by which a bias that cannot be told from none does not blow a bandwidth up.
 * @returns null where the scores are too few or too much alike
 * @see Calonico, Cattaneo, Titiunik 2014, Econometrica 82(6), section 4; Calonico, Cattaneo, Farrell, Titiunik 2017, Stata Journal 17(2), mserd; Imbens, Kalyanaraman 2012
 */
export function chooseBandwidths(left: Side, right: Side): Bandwidths | null {
  const bounds = boundsOf(left, right);
  const pilot = bounds.ofPilot(pilotConstant * spreadOf(left, right) * different(left, right) ** (-1 / 5));
  const choose = (polynomial: Polynomial, biasWithin: (side: Side) => number) => {
    const [one, other] = [left, right].map((side) => errorOf(side, polynomial, pilot, biasWithin(side)));
    if (!one || !other) return null;
    const variance = one.variance + other.variance;
    const bias = (other.bias - one.bias) ** 2 + one.regularisation + other.regularisation;
    const bandwidth = (variance / bias) ** (1 / (2 * polynomial.order + 3));
    if (!(Number.isFinite(bandwidth) && bandwidth > 0)) return null;
    return polynomial.regularised ? Math.min(bandwidth, bounds.widest) : bounds.ofPilot(bandwidth);
  };
  const { line, curve } = order;
  const whole = (side: Side) => rangeOf(side) * (1 + 2 ** -26);
  const third = choose({ order: curve + 1, power: curve + 1, regularised: false }, whole);
  if (third === null) return null;
  const bias = choose({ order: curve, power: curve, regularised: true }, () => third);
  if (bias === null) return null;
  const main = choose({ order: line, power: 0, regularised: true }, () => bias);
  return main === null ? null : { main, bias };
}

interface Polynomial {
  readonly order: number;
  /** The coefficient that is estimated. */
  readonly power: number;
  /** Not of the first, which only serves the others. */
  readonly regularised: boolean;
}

/** Variance and bias of a coefficient, as they scale with a bandwidth. */
function errorOf(side: Side, { order, power, regularised }: Polynomial, pilot: number, biasWithin: number) {
  const weights = localWeights(side, order, pilot, power);
  const next = localWeights(side, order + 1, biasWithin, order + 1);
  if (!weights || !next) return null;
  const rate = 2 * (order + 1 - power);
  const constant = weighedPower(weights, side, pilot, order + 1) * pilot ** power;
  const variance = varianceOf(weights, neighbourResiduals(side, rowsWithin(side, pilot)));
  const ofNext = regularised ? varianceOf(next, neighbourResiduals(side, rowsWithin(side, biasWithin))) : 0;
  return {
    variance: (2 * power + 1) * pilot ** (2 * power + 1) * variance,
    bias: Math.sqrt(rate) * constant * weighed(next, side.y),
    regularisation: rate * 3 * constant ** 2 * ofNext,
  };
}

const rangeOf = ({ x }: Side) => Math.max(Math.abs(x[0]!), Math.abs(x.at(-1)!));
const differentOf = ({ x }: Side) => differentIn(x, { from: 0, to: x.length });
const different = (left: Side, right: Side) => differentOf(left) + differentOf(right);

/** No bandwidth is wider than the scores; where many repeat, no preliminary one holds too few different ones. */
function boundsOf(left: Side, right: Side) {
  const widest = Math.max(rangeOf(left), rangeOf(right));
  const repeats = [left, right].some((side) => 1 - differentOf(side) / side.x.length >= repeated.share);
  const narrowest = repeats ? Math.max(...[left, right].map(distanceOfSome)) : 0;
  return { widest, ofPilot: (bandwidth: number) => Math.max(Math.min(bandwidth, widest), narrowest) };
}

/** The distance within which so many different scores lie. */
function distanceOfSome({ x }: Side): number {
  const distances = [...new Set(x.map(Math.abs))].sort((a, b) => a - b);
  return distances[Math.min(repeated.different, distances.length) - 1]! * (1 + 2 ** -26);
}

/** The smaller of the standard deviation and what the quartiles say it is. */
function spreadOf(left: Side, right: Side): number {
  const all = Float64Array.from([...left.x, ...right.x]);
  const quartiles = quantileOf(all, 0.75) - quantileOf(all, 0.25);
  return Math.min(moments(all).deviation, quartiles / 1.349);
}

/** The mean of both neighbours where the place lies between two. @see Hyndman, Fan 1996, definition 2 */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * sorted.length;
  const at = Math.ceil(place);
  return at === place ? (sorted[at - 1]! + sorted[at]!) / 2 : sorted[at - 1]!;
}
