import { moments } from '../experiment/moments.js';
import { normalTail } from '../statistics/normal-tail.js';
import { invert } from './invert.js';

/** Whether more stand just above a door than the numbers around it let expect. */
export interface DoorDensity {
  /** Density just below and just above, per unit of the score. */
  readonly below: number;
  readonly above: number;
  /** ln(above / below), and its standard error. */
  readonly logRatio: number;
  readonly standardError: number;
  /** Two-sided: small where somebody has sorted themselves over the door. 0..1 */
  readonly pValue: number;
  readonly bandwidth: number;
}

interface Bins {
  /** Float64Array (nBins): their middles, the door at 0, and the density in each. */
  readonly middles: Float64Array;
  readonly heights: Float64Array;
  readonly width: number;
}

/**
 * McCrary's test for sorting at a door: a fine histogram with no bin across it, smoothed by a local line on either side.
 * @param score Float64Array (n), the door at 0
 * @returns null where a side has too few, or none just at the door
 * @see McCrary 2008, Manipulation of the running variable in the regression discontinuity design, Journal of Econometrics 142(2), section 3
 */
export function doorDensity(score: Float64Array): DoorDensity | null {
  if (score.length < 2) return null;
  const bins = binsOf(score);
  const sides = [sideOf(bins, -1), sideOf(bins, 1)];
  if (sides.some(({ middles }) => middles.length <= fewestBins)) return null;
  const widths = sides.map(bandwidthOf);
  const bandwidth = (widths[0]! + widths[1]!) / 2;
  if (!(bandwidth > 0 && Number.isFinite(bandwidth))) return null;
  const [below, above] = sides.map((side) => heightAtDoor(side, bandwidth));
  if (!(below! > 0 && above! > 0)) return null;
  const logRatio = Math.log(above! / below!);
  const standardError = Math.sqrt(((24 / 5) * (1 / above! + 1 / below!)) / (score.length * bandwidth));
  return {
    ...{ below: below!, above: above!, logRatio, standardError, bandwidth },
    pValue: 2 * normalTail(Math.abs(logRatio) / standardError),
  };
}

/** A curve of the fourth order takes more. */
const fewestBins = 5;

/** Bins of 2 sd / sqrt(n), as many as there are scores at the most on either side. */
function binsOf(score: Float64Array): Bins {
  const width = (2 * moments(score).deviation) / Math.sqrt(score.length);
  const placeOf = (value: number) => Math.floor(value / width);
  const low = placeOf(score.reduce((a, b) => Math.min(a, b)));
  const high = placeOf(score.reduce((a, b) => Math.max(a, b)));
  const nBins = high - low + 1;
  const heights = new Float64Array(Number.isFinite(nBins) ? nBins : 0);
  if (heights.length > 0) {
    for (const value of score) heights[placeOf(value) - low]! += 1 / (score.length * width);
  }
  return { heights, middles: heights.map((_, i) => (low + i + 0.5) * width), width };
}

function sideOf({ middles, heights, width }: Bins, sign: number): Bins {
  const isThere = (_: number, i: number) => Math.sign(middles[i]!) === sign;
  return {
    middles: middles.filter((value) => Math.sign(value) === sign),
    heights: heights.filter(isThere),
    width,
  };
}

/** The rule of thumb: how crooked a curve of the fourth order is, against what is left beside it. */
function bandwidthOf({ middles, heights, width }: Bins): number {
  const range = middles.length * width;
  const curve = fitCurve(
    middles.map((value) => value / range),
    heights,
    4,
  );
  if (!curve) return Number.NaN;
  let squares = 0;
  let bends = 0;
  middles.forEach((middle, i) => {
    const u = middle / range;
    squares += (heights[i]! - curve.reduceRight((sum, one) => sum * u + one, 0)) ** 2;
    bends += ((2 * curve[2]! + 6 * curve[3]! * u + 12 * curve[4]! * u * u) / range ** 2) ** 2;
  });
  const left = squares / (middles.length - 5);
  return 3.348 * ((left * range) / bends) ** (1 / 5);
}

/** Where the local line of the histogram ends at the door. */
function heightAtDoor({ middles, heights }: Bins, bandwidth: number): number {
  const weights = middles.map((middle) => Math.max(0, 1 - Math.abs(middle) / bandwidth));
  return (
    fitCurve(
      middles.map((middle) => middle / bandwidth),
      heights,
      1,
      weights,
    )?.[0] ?? Number.NaN
  );
}

/** Coefficients of a polynomial, constant first; null where it cannot be told. */
function fitCurve(
  x: Float64Array,
  y: Float64Array,
  order: number,
  weights = new Float64Array(x.length).fill(1),
): number[] | null {
  const sums = new Float64Array(2 * order + 1);
  const products = new Float64Array(order + 1);
  x.forEach((value, i) => {
    let power = weights[i]!;
    for (let j = 0; j <= 2 * order; j++) {
      sums[j]! += power;
      if (j <= order) products[j]! += power * y[i]!;
      power *= value;
    }
  });
  const places = Array.from({ length: order + 1 }, (_, i) => i);
  const inverse = invert(places.map((i) => places.map((j) => sums[i + j]!)));
  return inverse?.map((row) => row.reduce((sum, value, j) => sum + value * products[j]!, 0)) ?? null;
}
