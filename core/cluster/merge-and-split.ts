import { drawNormal } from '../random/draw-normal.js';
import type { Random } from '../random/random.js';
import { weightedIndex } from '../random/weighted-index.js';
import { cholesky } from './cholesky.js';
import type { GaussianMixture } from './component-densities.js';

/** How far the two halves stand from the middle, in standard deviations: below 1, or a covariance would be negative. */
const reach = 0.8;

/**
 * A mixture with two components made one and another made two, all drawn at random. Either way weight, mean and
 * covariance of what is joined or parted stay what they were, so that the new mixture is close to the old one but for
 * where its components are.
 * @param mixture at least two components
 * @see Richardson, Green 1997, On Bayesian analysis of mixtures with an unknown number of components, section 3.2, for
 * moves that keep the moments
 */
export function mergeAndSplit(mixture: GaussianMixture, random: Random): GaussianMixture {
  const weights = mixture.weights.slice();
  const means = { ...mixture.means, data: mixture.means.data.slice() };
  const moved = { weights, means, covariances: mixture.covariances.slice() };
  const kept = Math.floor(random() * weights.length);
  const other = Math.floor(random() * (weights.length - 1));
  const freed = other < kept ? other : other + 1;
  merge(moved, kept, freed);
  split(moved, weightedIndex(weights)(random), freed, random);
  return moved;
}

/** Joins `freed` to `kept`, and leaves it without weight. */
function merge(
  { weights, means: { data, cols }, covariances }: GaussianMixture,
  kept: number,
  freed: number,
) {
  const share = weights[freed]! / (weights[kept]! + weights[freed]!);
  for (let j = 0; j < cols; j++) {
    const across = data[freed * cols + j]! - data[kept * cols + j]!;
    for (let m = 0; m < cols; m++) {
      const at = (kept * cols + j) * cols + m;
      const between = across * (data[freed * cols + m]! - data[kept * cols + m]!);
      const within = covariances[(freed * cols + j) * cols + m]! - covariances[at]!;
      covariances[at]! += share * within + share * (1 - share) * between;
    }
  }
  for (let j = 0; j < cols; j++)
    data[kept * cols + j]! += share * (data[freed * cols + j]! - data[kept * cols + j]!);
  weights[kept]! += weights[freed]!;
  weights[freed] = 0;
}

/** Parts `whole` in two halves along a direction drawn from its own covariance; the second takes the place of `freed`. */
function split(
  { weights, means: { data, cols }, covariances }: GaussianMixture,
  whole: number,
  freed: number,
  random: Random,
) {
  const offset = drawOffset(
    covariances.subarray(whole * cols * cols, (whole + 1) * cols * cols),
    cols,
    random,
  );
  weights[whole]! /= 2;
  weights[freed] = weights[whole]!;
  for (let j = 0; j < cols; j++) {
    data[freed * cols + j] = data[whole * cols + j]! + offset[j]!;
    data[whole * cols + j]! -= offset[j]!;
    for (let m = 0; m < cols; m++) {
      covariances[(whole * cols + j) * cols + m]! -= offset[j]! * offset[m]!;
      covariances[(freed * cols + j) * cols + m] = covariances[(whole * cols + j) * cols + m]!;
    }
  }
}

function drawOffset(covariance: Float64Array, n: number, random: Random): Float64Array {
  const lower = new Float64Array(n * n);
  cholesky(covariance, n, lower);
  const direction = Float64Array.from({ length: n }, () => drawNormal(random));
  const length = Math.hypot(...direction);
  return Float64Array.from({ length: n }, (_, j) => {
    let sum = 0;
    for (let m = 0; m <= j; m++) sum += lower[j * n + m]! * direction[m]!;
    return (reach * sum) / length;
  });
}
