/**
 * Regression trees in flat arrays, one tree after the other, each in pre-order: the left child of a node is the
 * next one. Indices count through all trees, so that a leaf's index names its tree too.
 */
export interface Forest {
  readonly nFeatures: number;
  /** Int32Array (nTrees): the first node of each tree. */
  readonly roots: Int32Array;
  /** Int32Array (nNodes): the feature that a node asks for; -1 in a leaf. */
  readonly features: Int32Array;
  /** Float64Array (nNodes): up to here a row goes left; in a leaf, the mean of its target. */
  readonly thresholds: Float64Array;
  /** Int32Array (nNodes): the right child; -1 in a leaf. */
  readonly rights: Int32Array;
}

/** Where a node's feature or right child would be in a node that has none. */
export const none = -1;
