import type { Matrix } from '../../matrix.js';
import type { Random } from '../../random.js';
import { fitPca } from '../fit-pca.js';
import { project } from '../project.js';

/** The first places fill -10..10, the size of a finished map of some thousand points. */
const halfWidth = 10;
/** Parts points at the same place, so that a force between them has a direction. */
const jitter = 1e-4;

/**
 * Where a layout starts: the ranks along the first two principal components. A start that knows the data keeps
 * its large-scale order; ranks instead of values, because one giant outlier would put all others in one place.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 * @returns Float64Array (nSamples × 2), row-major
 * @see Kobak, Linderman 2021, Initialization is critical for preserving global data structure in t-SNE and UMAP
 */
export function initialPlaces(points: Matrix, random: Random): Matrix {
  const projected = project(fitPca(points), points);
  const data = Float64Array.from({ length: 2 * points.rows }, () => (random() - 0.5) * jitter);
  for (let axis = 0; axis < Math.min(2, projected.cols); axis++) addRanks(projected, axis, data);
  return { data, rows: points.rows, cols: 2 };
}

/** Equal values have the same rank, the mean of theirs. */
function addRanks({ data, rows, cols }: Matrix, axis: number, places: Float64Array): void {
  const values = Float64Array.from({ length: rows }, (_, i) => data[i * cols + axis]!);
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  for (let from = 0, to = 0; from < rows; from = to) {
    while (to < rows && values[order[to]!] === values[order[from]!]) to++;
    const rank = (from + to - 1) / 2;
    for (let r = from; r < to; r++)
      places[2 * order[r]! + axis]! += halfWidth * ((2 * rank) / (rows - 1) - 1);
  }
}
