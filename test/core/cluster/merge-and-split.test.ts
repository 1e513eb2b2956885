import { cholesky } from '../../../core/cluster/cholesky.js';
import type { GaussianMixture } from '../../../core/cluster/component-densities.js';
import { mergeAndSplit } from '../../../core/cluster/merge-and-split.js';
import { createRandom } from '../../../core/random/random.js';
import { matrixOf } from '../metrics/reference.js';

test('two components in one dimension, by hand', () => {
  // 1/4 at 0 and 3/4 at 4, variance 1 each: mean 3, variance 1 + 1/4 * 9 + 3/4 * 1 = 4. Halves stand 0.8 * 2 apart
  // from it, with variance 4 - 1.6².
  const before = {
    weights: Float64Array.of(0.25, 0.75),
    means: matrixOf([[0], [4]]),
    covariances: Float64Array.of(1, 1),
  };
  const { weights, means, covariances } = mergeAndSplit(before, createRandom(1));
  expect(Array.from(weights)).toEqual([0.5, 0.5]);
  const [low, high] = Array.from(means.data).sort();
  expect([low, high]).toEqual([expect.closeTo(1.4, 12), expect.closeTo(4.6, 12)]);
  expect(Array.from(covariances)).toEqual([expect.closeTo(1.44, 12), expect.closeTo(1.44, 12)]);
  expect(before.weights).toEqual(Float64Array.of(0.25, 0.75));
});

const mixture: GaussianMixture = {
  weights: Float64Array.of(0.1, 0.2, 0.3, 0.4),
  means: matrixOf([
    [0, 0],
    [5, 1],
    [-3, 2],
    [1, -8],
  ]),
  covariances: Float64Array.of(1, 0.5, 0.5, 2, 3, 0, 0, 1, 2, -1, -1, 4, 1, 0.9, 0.9, 1),
};

/** Mean and second moments of all components together. */
function moments({ weights, means: { data }, covariances }: GaussianMixture): number[] {
  const sums = [0, 0, 0, 0, 0];
  weights.forEach((weight, k) => {
    const [x, y] = [data[2 * k]!, data[2 * k + 1]!];
    const [xx, xy, , yy] = covariances.subarray(4 * k, 4 * k + 4);
    [x, y, xx! + x * x, xy! + x * y, yy! + y * y].forEach((value, m) => {
      sums[m]! += weight * value;
    });
  });
  return sums;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('moments stay, covariances stay positive, seed %d', (seed) => {
  const moved = mergeAndSplit(mixture, createRandom(seed));
  expect(moved.means.data).not.toEqual(mixture.means.data);
  expect(moved.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
  moments(moved).forEach((value, m) => {
    expect(value).toBeCloseTo(moments(mixture)[m]!, 12);
  });
  const lower = new Float64Array(4);
  for (let k = 0; k < 4; k++) {
    const covariance = moved.covariances.slice(4 * k, 4 * k + 4);
    cholesky(covariance, 2, lower);
    // L Lᵀ gives the matrix back only where no pivot had to be lifted.
    expect(lower[2]! ** 2 + lower[3]! ** 2).toBeCloseTo(covariance[3]!, 10);
  }
});
