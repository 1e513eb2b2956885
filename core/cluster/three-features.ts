import type { Matrix } from '../matrix.js';
import type { Whitening } from './component-densities.js';

/** Points of up to three features, feature by feature; those that are missing are 0 throughout. */
export type ThreeColumns = readonly [Float64Array, Float64Array, Float64Array];

/** @param matrix at most three columns */
export function threeColumns({ data, rows, cols }: Matrix): ThreeColumns {
  const column = (j: number) =>
    Float64Array.from({ length: rows }, (_, i) => (j < cols ? data[i * cols + j]! : 0));
  return [column(0), column(1), column(2)];
}

/**
 * `writeDensities` for up to three features, as most spaces have: without loops over features a step of
 * expectation-maximization takes half the time.
 */
export function writeDensitiesOfThree(
  [xs, ys, zs]: ThreeColumns,
  cols: number,
  start: number,
  end: number,
  { means, whitenings, constants }: Whitening,
  k: number,
  out: Float64Array,
  to: number,
): void {
  const factor = (j: number, m: number) => (j < cols ? whitenings[(k * cols + j) * cols + m]! : 0);
  const xx = factor(0, 0);
  const yx = factor(1, 0);
  const yy = factor(1, 1);
  const zx = factor(2, 0);
  const zy = factor(2, 1);
  const zz = factor(2, 2);
  const meanX = means[k * cols]!;
  const meanY = cols > 1 ? means[k * cols + 1]! : 0;
  const meanZ = cols > 2 ? means[k * cols + 2]! : 0;
  const constant = constants[k]!;
  for (let i = start, at = to; i < end; i++, at++) {
    const x = xs[i]! - meanX;
    const y = ys[i]! - meanY;
    const z = zs[i]! - meanZ;
    const first = xx * x;
    const second = yx * x + yy * y;
    const third = zx * x + zy * y + zz * z;
    out[at] = constant - (first * first + second * second + third * third) / 2;
  }
}

/** Adds a block's moments around mean k: the points' shares are shares[from..] times the points' factors. */
export function addMomentsOfThree(
  [xs, ys, zs]: ThreeColumns,
  cols: number,
  start: number,
  end: number,
  means: Float64Array,
  k: number,
  shares: Float64Array,
  from: number,
  factors: Float64Array,
  { sizes, sums, products }: Moments,
): void {
  const meanX = means[k * cols]!;
  const meanY = cols > 1 ? means[k * cols + 1]! : 0;
  const meanZ = cols > 2 ? means[k * cols + 2]! : 0;
  let size = 0;
  let sumX = 0;
  let sumY = 0;
  let sumZ = 0;
  let xx = 0;
  let yx = 0;
  let yy = 0;
  let zx = 0;
  let zy = 0;
  let zz = 0;
  for (let i = start, at = 0; i < end; i++, at++) {
    const share = shares[from + at]! * factors[at]!;
    const x = xs[i]! - meanX;
    const y = ys[i]! - meanY;
    const z = zs[i]! - meanZ;
    const shareX = share * x;
    const shareY = share * y;
    const shareZ = share * z;
    size += share;
    sumX += shareX;
    sumY += shareY;
    sumZ += shareZ;
    xx += shareX * x;
    yx += shareY * x;
    yy += shareY * y;
    zx += shareZ * x;
    zy += shareZ * y;
    zz += shareZ * z;
  }
  sizes[k]! += size;
  const sum = k * cols;
  const square = sum * cols;
  sums[sum]! += sumX;
  products[square]! += xx;
  if (cols > 1) {
    sums[sum + 1]! += sumY;
    products[square + cols]! += yx;
    products[square + cols + 1]! += yy;
  }
  if (cols > 2) {
    sums[sum + 2]! += sumZ;
    products[square + 2 * cols]! += zx;
    products[square + 2 * cols + 1]! += zy;
    products[square + 2 * cols + 2]! += zz;
  }
}

/** Sums of shares, and of shares times deviations from the means before and their products. */
export interface Moments {
  /** Float64Array (nClusters). */
  readonly sizes: Float64Array;
  /** Float64Array (nClusters × nFeatures). */
  readonly sums: Float64Array;
  /** Float64Array (nClusters × nFeatures × nFeatures), lower triangular. */
  readonly products: Float64Array;
}
