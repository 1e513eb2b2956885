import type { Matrix } from '../matrix/matrix.js';
import { buildKdTree } from '../neighbours/build-kd-tree.js';
import { coreDistances } from '../neighbours/core-distances.js';
import { checkPoints } from './check-points.js';
import { condensedTree } from './hdbscan/condensed-tree.js';
import { joinCopies } from './hdbscan/join-copies.js';
import { linkageTree } from './hdbscan/linkage-tree.js';
import { memberships } from './hdbscan/memberships.js';
import { selectClusters } from './hdbscan/select-clusters.js';
import { spanningTree } from './hdbscan/spanning-tree.js';
import { weighRows } from './weigh-rows.js';

/** A fitted HDBSCAN model. */
export interface Hdbscan {
  /** Int32Array (nSamples), 0..nClusters-1; noise is -1. */
  readonly labels: Int32Array;
  readonly nClusters: number;
  /** Float64Array (nSamples): strength of membership, 0..1; 0 for noise. */
  readonly probabilities: Float64Array;
  readonly minClusterSize: number;
  readonly minSamples: number;
  /** The condensed tree: cluster 0 is everything, a parent comes before its children. */
  readonly tree: readonly TreeCluster[];
}

/** A cluster of the condensed tree, as plain JSON. */
export interface TreeCluster {
  /** -1 for cluster 0. */
  readonly parent: number;
  /** Samples at birth. */
  readonly size: number;
  /** Distance at which it splits off its parent; null for cluster 0. */
  readonly birthDistance: number | null;
  /** Distance at which it splits or dissolves. */
  readonly deathDistance: number;
  /** Its excess of mass; null where it is infinite, because equal samples are in it. */
  readonly stability: number | null;
  /** Its label, or null where it was not taken. */
  readonly label: number | null;
}

export interface HdbscanOptions {
  /** Smallest group of samples that counts as a cluster, at least 2. */
  readonly minClusterSize?: number;
  /** Samples within the core distance, the sample itself counted. Default: minClusterSize. */
  readonly minSamples?: number;
}

/**
 * HDBSCAN: DBSCAN at every distance at once. Of the tree of clusters that this gives, those with the
 * greatest excess of mass are taken, never the one that holds everything. Takes O(nDistinct²) time,
 * O(nSamples) memory.
 * @param samples Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 1
 * @throws RangeError if a value is not finite, or minClusterSize or minSamples is out of range
 * @see Campello, Moulavi, Sander 2013, Density-based clustering based on hierarchical density estimates
 */
export function fitHdbscan(
  samples: Matrix,
  { minClusterSize = 5, minSamples = minClusterSize }: HdbscanOptions = {},
): Hdbscan {
  checkPoints(samples);
  checkOptions(minClusterSize, minSamples);
  const distinct = weighRows(samples);
  const cores = coreDistances(buildKdTree(distinct.points), distinct, minSamples);
  const edges = joinCopies(spanningTree(distinct.points, cores), distinct.ids, cores);
  const tree = condensedTree(linkageTree(samples.rows, edges), minClusterSize);
  const taken = selectClusters(tree.clusters);
  return {
    ...memberships(tree, taken),
    nClusters: taken.length,
    minClusterSize,
    minSamples,
    tree: tree.clusters.map(({ parent, size, birth, death, stability }, c) => ({
      parent,
      size,
      birthDistance: parent < 0 ? null : 1 / birth,
      deathDistance: 1 / death,
      stability: Number.isFinite(stability) ? stability : null,
      label: taken.includes(c) ? taken.indexOf(c) : null,
    })),
  };
}

function checkOptions(minClusterSize: number, minSamples: number): void {
  if (!Number.isInteger(minClusterSize) || minClusterSize < 2) {
    throw new RangeError(`minClusterSize must be an integer of at least 2; got ${minClusterSize}`);
  }
  if (!Number.isInteger(minSamples) || minSamples < 1) {
    throw new RangeError(`minSamples must be an integer of at least 1; got ${minSamples}`);
  }
}
