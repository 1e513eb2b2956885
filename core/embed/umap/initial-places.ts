import type { Matrix } from '../../matrix/matrix.js';
import type { Random } from '../../random/random.js';
import { fitPca } from '../fit-pca.js';
import { project } from '../project.js';

/** The first places reach from -10 to 10, as in umap-learn. */
const halfWidth = 10;
/** Parts points at the same place, so that a force between them has a direction. */
const jitter = 1e-4;

/**
 * Where a layout starts: the first two principal components. A start that knows the data keeps its large-scale
 * order; eigenvectors of the graph, which cost more, were no more trustworthy on wine and retail.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 * @returns Float64Array (nSamples × 2), row-major
 * @see Kobak, Linderman 2021, Initialization is critical for preserving global data structure in t-SNE and UMAP
 */
export function initialPlaces(points: Matrix, random: Random): Matrix {
  const projected = project(fitPca(points), points);
  const farthest = projected.data.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const scale = farthest === 0 ? 0 : halfWidth / farthest;
  const data = Float64Array.from({ length: 2 * points.rows }, (_, at) => {
    const axis = at % 2;
    const value = axis < projected.cols ? projected.data[(at >> 1) * projected.cols + axis]! : 0;
    return value * scale + (random() - 0.5) * jitter;
  });
  return { data, rows: points.rows, cols: 2 };
}
