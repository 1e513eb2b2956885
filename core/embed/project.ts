import type { Matrix } from '../matrix/matrix.js';
import type { Pca } from './fit-pca.js';

/**
 * Coordinates of rows along the kept components.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @returns Float64Array (nSamples × nComponents), row-major
 * @throws RangeError if the number of features differs from that of the fit
 */
export function project({ mean, components }: Pca, points: Matrix): Matrix {
  if (points.cols !== mean.length) {
    throw new RangeError(`points have ${points.cols} features, the components ${mean.length}`);
  }
  const cols = components.length;
  const data = new Float64Array(points.rows * cols);
  for (let i = 0; i < points.rows; i++) {
    for (let c = 0; c < cols; c++) {
      const component = components[c]!;
      let sum = 0;
      for (let j = 0; j < mean.length; j++) {
        sum += (points.data[i * points.cols + j]! - mean[j]!) * component[j]!;
      }
      data[i * cols + c] = sum;
    }
  }
  return { data, rows: points.rows, cols };
}
