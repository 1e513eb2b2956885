import { invert } from './invert.js';

/** Customers on one side of a door. */
export interface Side {
  /** Float64Array (n), rising: the score less that of the door. */
  readonly x: Float64Array;
  /** Float64Array (n): what is measured of each. */
  readonly y: Float64Array;
}

/** Rows of a side, from inclusive, to exclusive. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** Those nearer to the door than a bandwidth. */
export function rowsWithin({ x }: Side, bandwidth: number): Rows {
  let from = 0;
  let to = x.length;
  while (from < to && x[from]! <= -bandwidth) from++;
  while (to > from && x[to - 1]! >= bandwidth) to--;
  return { from, to };
}

/**
 * A coefficient of a local polynomial at the door is a sum of the outcomes, each times a weight: those weights.
 * The kernel is triangular.
 * @param order of the polynomial
 * @param power of x whose coefficient is wanted, 0 the value at the door
 * @returns Float64Array (n), 0 outside the bandwidth; null where fewer different scores lie inside than it takes
 * @see Fan, Gijbels 1996, Local polynomial modelling and its applications, 3.1
 */
export function localWeights(
  side: Side,
  order: number,
  bandwidth: number,
  power: number,
): Float64Array | null {
  const { x } = side;
  const rows = rowsWithin(side, bandwidth);
  if (differentIn(x, rows) <= order) return null;
  // In units of the bandwidth, so that the powers are of one size.
  const sums = new Float64Array(2 * order + 1);
  for (let i = rows.from; i < rows.to; i++) {
    const u = x[i]! / bandwidth;
    let term = 1 - Math.abs(u);
    for (let j = 0; j <= 2 * order; j++) {
      sums[j]! += term;
      term *= u;
    }
  }
  const places = Array.from({ length: order + 1 }, (_, i) => i);
  const inverse = invert(places.map((i) => places.map((j) => sums[i + j]!)));
  if (!inverse) return null;
  const wanted = inverse[power]!;
  const scale = bandwidth ** power;
  const weights = new Float64Array(x.length);
  for (let i = rows.from; i < rows.to; i++) {
    const u = x[i]! / bandwidth;
    const value = wanted.reduceRight((sum, coefficient) => sum * u + coefficient, 0);
    weights[i] = (value * (1 - Math.abs(u))) / scale;
  }
  return weights;
}

/** How many different values there are, of sorted ones. */
export function differentIn(x: Float64Array, { from, to }: Rows): number {
  let different = 0;
  for (let i = from; i < to; i++) if (i === from || x[i] !== x[i - 1]) different++;
  return different;
}

/** Sum of weights times values. */
export function weighed(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * values[i]!;
  return sum;
}

/** Sum of weights times a power of x over the bandwidth. */
export function weighedPower(weights: Float64Array, { x }: Side, bandwidth: number, power: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] !== 0) sum += weights[i]! * (x[i]! / bandwidth) ** power;
  }
  return sum;
}

/** The variance of such a sum: squares of weights times those of the residuals. */
export function varianceOf(weights: Float64Array, residuals: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i]! * residuals[i]!) ** 2;
  return sum;
}
