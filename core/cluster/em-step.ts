import type { GaussianMixture } from './component-densities.js';
import { centerFour, type Whitening, whiten, writeDensities } from './component-densities.js';
import { hasThreeColumns, type Moments, sumMomentsOfThree } from './em-step-of-three.js';
import { expBelow, leastExponent } from './exp-below.js';
import { leastSize } from './mixture-of-labels.js';
import { blockSize, type PointBlocks } from './point-blocks.js';

const { log, max, min, sqrt } = Math;

/** Shares that change no sum. */
const negligible = Math.exp(leastExponent + 1);

/** What one step of expectation-maximization finds. */
export interface EmStep {
  /** Natural logarithm of the density of all samples under the mixture before the step. */
  readonly logLikelihood: number;
  readonly mixture: GaussianMixture;
}

/**
 * One step of expectation-maximization. A component whose density is below e^-40 of another's all over a block's box
 * is left out there: with 16 digits it changes no sum. Covariances are summed around the means before the step.
 * @param ridge added to every variance
 * @see Bishop 2006, Pattern recognition and machine learning, section 9.2.2
 */
export function emStep(blocks: PointBlocks, before: GaussianMixture, ridge: number): EmStep {
  const whitening = whiten(before);
  const moments = createMoments(before);
  const logLikelihood = hasThreeColumns(blocks)
    ? sumMomentsOfThree(blocks, whitening, moments)
    : sumMoments(blocks, whitening, moments);
  return { logLikelihood, mixture: fromMoments(moments, before, ridge) };
}

export function createMoments({ means: { rows, cols } }: GaussianMixture): Moments {
  return {
    sizes: new Float64Array(rows),
    sums: new Float64Array(rows * cols),
    products: new Float64Array(rows * cols * cols),
  };
}

/** `sumMomentsOfThree` for any number of features. */
export function sumMoments(blocks: PointBlocks, whitening: Whitening, moments: Moments): number {
  const work = createWork(blocks, whitening, moments);
  let logLikelihood = 0;
  for (let block = 0; block < blocks.nBlocks; block++) {
    const start = block * blockSize;
    const end = min(start + blockSize, blocks.points.rows);
    const nActive = selectComponents(blocks, block, work);
    for (let a = 0; a < nActive; a++) writeBlock(blocks, start, end, a, work);
    logLikelihood += toShares(blocks.weights, start, end, nActive, work);
    for (let a = 0; a < nActive; a++) addMoments(blocks, start, end, a, work);
  }
  return logLikelihood;
}

interface Work extends Whitening, Moments {
  /** Int32Array: the components that count in the block. */
  readonly active: Int32Array;
  /** Float64Array (nClusters × blockSize): log densities, then shares, by place among the active. */
  readonly shares: Float64Array;
  /** Float64Array (blockSize): the greatest log density of each point, and what its shares are to be multiplied by. */
  readonly greatest: Float64Array;
  readonly factors: Float64Array;
  /** Float64Array (nClusters): the greatest log density that each can have in the block. */
  readonly highest: Float64Array;
  /** Float64Array (nFeatures × 4): four points around a mean. */
  readonly centered: Float64Array;
}

function createWork({ points: { cols } }: PointBlocks, whitening: Whitening, moments: Moments): Work {
  const nClusters = whitening.constants.length;
  return {
    ...whitening,
    ...moments,
    active: new Int32Array(nClusters),
    shares: new Float64Array(nClusters * blockSize),
    greatest: new Float64Array(blockSize),
    factors: new Float64Array(blockSize),
    highest: new Float64Array(nClusters),
    centered: new Float64Array(4 * cols),
  };
}

/** Lists the components that count in a block and returns how many they are. */
function selectComponents({ points, centers, halfWidths }: PointBlocks, block: number, work: Work): number {
  const { means, whitenings, constants, highest, active } = work;
  const { cols } = points;
  const at = block * cols;
  let needed = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < constants.length; k++) {
    let squaredDistance = 0;
    let squaredSpread = 0;
    for (let j = 0; j < cols; j++) {
      let distance = 0;
      let spread = 0;
      for (let m = 0, from = (k * cols + j) * cols; m <= j; m++, from++) {
        const factor = whitenings[from]!;
        distance += factor * (centers[at + m]! - means[k * cols + m]!);
        spread += Math.abs(factor) * halfWidths[at + m]!;
      }
      squaredDistance += distance * distance;
      squaredSpread += spread * spread;
    }
    const distance = sqrt(squaredDistance);
    const spread = sqrt(squaredSpread);
    const nearest = max(0, distance - spread);
    highest[k] = constants[k]! - (nearest * nearest) / 2;
    needed = max(needed, constants[k]! - (distance + spread) ** 2 / 2);
  }
  let nActive = 0;
  for (let k = 0; k < constants.length; k++) if (highest[k]! >= needed + leastExponent) active[nActive++] = k;
  return nActive;
}

function writeBlock({ points }: PointBlocks, start: number, end: number, a: number, work: Work): void {
  const { data, cols } = points;
  const { centered, shares } = work;
  writeDensities(data, cols, start, end, work, work.active[a]!, centered, shares, a * blockSize);
}

/**
 * Turns a block's log densities into the weight that each component has in each point, but for the factor of the
 * point; returns their log-likelihood.
 */
function toShares(
  weights: Float64Array,
  start: number,
  end: number,
  nActive: number,
  { shares, greatest, factors }: Work,
): number {
  const count = end - start;
  const last = nActive * blockSize;
  greatest.fill(Number.NEGATIVE_INFINITY);
  factors.fill(0);
  for (let first = 0; first < last; first += blockSize)
    for (let i = 0; i < count; i++) if (shares[first + i]! > greatest[i]!) greatest[i] = shares[first + i]!;
  for (let first = 0; first < last; first += blockSize) {
    for (let i = 0; i < count; i++) {
      const difference = shares[first + i]! - greatest[i]!;
      const share = difference < leastExponent ? 0 : expBelow(difference);
      shares[first + i] = share;
      factors[i]! += share;
    }
  }
  let logLikelihood = 0;
  // One logarithm for the points that count once: of a block their sums, 1 to nClusters each, multiply to no overflow.
  let product = 1;
  for (let i = 0; i < count; i++) {
    const weight = weights[start + i]!;
    const sum = factors[i]!;
    if (weight === 1) product *= sum;
    else logLikelihood += weight * log(sum);
    logLikelihood += weight * greatest[i]!;
    factors[i] = weight / sum;
  }
  return logLikelihood + log(product);
}

function addMoments({ points }: PointBlocks, start: number, end: number, a: number, work: Work): void {
  const { data, cols } = points;
  const { means, centered, shares, factors, sizes, sums, products } = work;
  const k = work.active[a]!;
  for (let i = start, at = 0, from = a * blockSize; i < end; i += 4, at += 4, from += 4) {
    const share0 = shares[from]! * factors[at]!;
    const share1 = shares[from + 1]! * factors[at + 1]!;
    const share2 = shares[from + 2]! * factors[at + 2]!;
    const share3 = shares[from + 3]! * factors[at + 3]!;
    const size = share0 + share1 + share2 + share3;
    if (size < negligible) continue;
    sizes[k]! += size;
    centerFour(data, cols, i, means, k, centered);
    for (let j = 0; j < cols; j++) {
      const weighted0 = share0 * centered[4 * j]!;
      const weighted1 = share1 * centered[4 * j + 1]!;
      const weighted2 = share2 * centered[4 * j + 2]!;
      const weighted3 = share3 * centered[4 * j + 3]!;
      sums[k * cols + j]! += weighted0 + weighted1 + weighted2 + weighted3;
      for (let m = 0, to = (k * cols + j) * cols; m <= 4 * j; m += 4, to++) {
        products[to]! +=
          weighted0 * centered[m]! +
          weighted1 * centered[m + 1]! +
          weighted2 * centered[m + 2]! +
          weighted3 * centered[m + 3]!;
      }
    }
  }
}

/** Means and covariances from sums around the means before. */
function fromMoments(
  { sizes, sums, products }: Moments,
  before: GaussianMixture,
  ridge: number,
): GaussianMixture {
  const { rows, cols } = before.means;
  const means = before.means.data.slice();
  const covariances = new Float64Array(products.length);
  let total = 0;
  for (let k = 0; k < rows; k++) {
    const size = sizes[k]! + leastSize;
    total += size;
    for (let j = 0; j < cols; j++) {
      const moved = sums[k * cols + j]! / size;
      means[k * cols + j]! += moved;
      for (let m = 0; m <= j; m++) {
        const at = (k * cols + j) * cols + m;
        const value = products[at]! / size - (moved * sums[k * cols + m]!) / size;
        covariances[at] = j === m ? max(0, value) + ridge : value;
        covariances[(k * cols + m) * cols + j] = covariances[at]!;
      }
    }
  }
  return {
    weights: sizes.map((size) => (size + leastSize) / total),
    means: { data: means, rows, cols },
    covariances,
  };
}
