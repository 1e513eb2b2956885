import type { Matrix } from '../matrix.js';
import { withinSumOfSquares } from '../metrics/within-sum-of-squares.js';
import { buildKdTree } from '../neighbours/build-kd-tree.js';
import { type LloydOptions, lloyd } from './lloyd.js';
import { lloydInTree } from './lloyd-in-tree.js';
import { pointTree } from './point-tree.js';

/** Where a descent by Lloyd's iteration ended. */
export interface Descent {
  /** Float64Array (nClusters × nFeatures), row-major: the means of their clusters. */
  readonly centers: Matrix;
  /** Sum of squared distances of the points to them, >= 0. */
  readonly inertia: number;
  readonly iterations: number;
  /** Whether the centers moved no more than the tolerance, before the iterations ran out. */
  readonly converged: boolean;
}

/** Lloyd's iteration from given centers. */
export type Descend = (start: Matrix, options: LloydOptions) => Descent;

/**
 * Prepares points for many descents: a tree where there are so few features that boxes tell much, else bounds.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 */
export function descentOver(points: Matrix): Descend {
  if (points.cols <= 3) {
    const tree = pointTree(buildKdTree(points));
    return (start, options) => lloydInTree(tree, start, options);
  }
  return (start, options) => {
    const { labels, ...end } = lloyd(points, start, options);
    return { ...end, inertia: withinSumOfSquares(points, labels) };
  };
}
