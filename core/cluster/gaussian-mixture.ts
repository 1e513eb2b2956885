import type { Matrix } from '../matrix/matrix.js';
import type { GaussianMixture } from './component-densities.js';
import { whiten, writeDensities } from './component-densities.js';
import { blockSize, padRows } from './point-blocks.js';

/**
 * The component with the highest responsibility: what a mixture does with customers it has never seen.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @returns Int32Array (nSamples), 0..nClusters-1; ties go to the lowest
 * @throws RangeError if the numbers of features differ
 */
export function likeliestComponents(points: Matrix, mixture: GaussianMixture): Int32Array {
  const { rows: nClusters, cols } = mixture.means;
  if (points.cols !== cols) throw new RangeError(`points have ${points.cols} features, the mixture ${cols}`);
  const { data, rows } = padRows(points);
  const whitening = whiten(mixture);
  const centered = new Float64Array(4 * cols);
  const densities = new Float64Array(blockSize);
  const highest = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY);
  const labels = new Int32Array(points.rows);
  for (let start = 0; start < rows; start += blockSize) {
    const end = Math.min(start + blockSize, rows);
    for (let k = 0; k < nClusters; k++) {
      writeDensities(data, cols, start, end, whitening, k, centered, densities, 0);
      for (let i = start; i < end; i++) {
        if (densities[i - start]! <= highest[i]!) continue;
        highest[i] = densities[i - start]!;
        // Writes beyond the end of a typed array, for what fills up the rows, are no writes.
        labels[i] = k;
      }
    }
  }
  return labels;
}
