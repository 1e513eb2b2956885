import type { Matrix } from '../../matrix/matrix.js';
import { findLeaf } from './find-leaf.js';
import type { Forest } from './forest.js';

/** The leaves that rows fall to. */
export interface Leaves {
  readonly nTrees: number;
  /** Int32Array (nSamples × nTrees), row-major: indices of nodes of the forest. */
  readonly ids: Int32Array;
}

/**
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @throws RangeError if the number of features differs from that of the fit
 */
export function leavesOf(forest: Forest, points: Matrix): Leaves {
  const { roots, nFeatures } = forest;
  if (points.cols !== nFeatures) {
    throw new RangeError(`points have ${points.cols} features, the forest ${nFeatures}`);
  }
  const ids = new Int32Array(points.rows * roots.length);
  roots.forEach((root, tree) => {
    for (let i = 0; i < points.rows; i++) ids[i * roots.length + tree] = findLeaf(forest, root, points, i);
  });
  return { nTrees: roots.length, ids };
}
