import { pickRows } from '../embed/pick-rows.js';
import type { Matrix } from '../matrix/matrix.js';
import { withinSumOfSquares } from '../metrics/within-sum-of-squares.js';
import { buildKdTree } from '../neighbours/build-kd-tree.js';
import { type LloydOptions, lloyd } from './lloyd.js';
import type { Descent } from './lloyd-in-tree.js';
import { lloydInTree } from './lloyd-in-tree.js';
import { pointTree, weighTree } from './point-tree.js';
import { fitsThreeColumns } from './three-columns.js';

/** Lloyd's iteration from given centers. */
export type Descend = (start: Matrix, options: LloydOptions) => Descent;

/**
 * Prepares points for many descents: a tree where there are so few features that boxes tell much, else bounds.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 */
export function descentOver(points: Matrix): Descend {
  if (fitsThreeColumns(points)) {
    const tree = pointTree(buildKdTree(points));
    return (start, options) => lloydInTree(tree, start, options);
  }
  return (start, options) => {
    const { labels, ...end } = lloyd(points, start, options);
    return { ...end, inertia: withinSumOfSquares(points, labels) };
  };
}

/**
 * Prepares points for descents over many resamples of them: one tree serves all, in which a point weighs as often as it
 * is drawn.
 * @returns for the rows drawn, each as often as it is among them, what `descentOver` gives
 */
export function descentsOver(points: Matrix): (drawn: Int32Array) => Descend {
  if (!fitsThreeColumns(points)) return (drawn) => descentOver(pickRows(points, drawn));
  const kdTree = buildKdTree(points);
  const tree = pointTree(kdTree);
  return (drawn) => {
    const times = new Float64Array(points.rows);
    for (const i of drawn) times[i]!++;
    const weighed = weighTree(
      tree,
      Float64Array.from(kdTree.samples, (i) => times[i]!),
    );
    return (start, options) => lloydInTree(weighed, start, options);
  };
}
