import type { Matrix } from '../matrix.js';
import { weighRows } from './weigh-rows.js';

const { sqrt } = Math;

/** A hierarchy of the samples: merge m joins the clusters that hold the samples `left[m]` and `right[m]`. */
export interface WardTree {
  readonly nSamples: number;
  /** Int32Array (nSamples - 1). */
  readonly left: Int32Array;
  /** Int32Array (nSamples - 1). */
  readonly right: Int32Array;
  /**
   * Float64Array (nSamples - 1), rising: the square root of twice the growth of the within-cluster sum of
   * squares by each merge, as in SciPy's `ward`.
   */
  readonly heights: Float64Array;
}

/**
 * Ward's hierarchy by chains of nearest neighbours: from any cluster on to its nearest, until two are each
 * other's nearest; those merge. Centroids and sizes are all it needs, so that memory is O(nSamples); time is
 * O(nDistinct²). Of neighbours equally near the one before in the chain is taken, then the lowest.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 * @throws RangeError if there are no points
 * @see Ward 1963, Hierarchical grouping to optimize an objective function; Murtagh 1983, A survey of recent
 * advances in hierarchical clustering algorithms, section 3
 */
export function wardTree(points: Matrix): WardTree {
  if (points.rows < 1) throw new RangeError('a hierarchy needs at least one sample; got none');
  const distinct = weighRows(points);
  const merges = createMerges(points.rows);
  const firsts = mergeCopies(distinct.ids, distinct.count, merges);
  followChains(distinct.points, distinct.weights, firsts, merges);
  return sortByHeight(merges);
}

interface Merges {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly heights: Float64Array;
  count: number;
}

const createMerges = (nSamples: number): Merges => ({
  left: new Int32Array(nSamples - 1),
  right: new Int32Array(nSamples - 1),
  heights: new Float64Array(nSamples - 1),
  count: 0,
});

function addMerge(merges: Merges, left: number, right: number, height: number): void {
  merges.left[merges.count] = left;
  merges.right[merges.count] = right;
  merges.heights[merges.count++] = height;
}

/** Joins equal rows at height 0 and returns the first sample of each. */
function mergeCopies(ids: Int32Array, count: number, merges: Merges): Int32Array {
  const firsts = new Int32Array(count).fill(-1);
  ids.forEach((id, i) => {
    if (firsts[id]! < 0) firsts[id] = i;
    else addMerge(merges, firsts[id]!, i, 0);
  });
  return firsts;
}

/** The clusters not yet merged: a list in rising order, so that ties break by the lowest. */
interface Clusters {
  readonly centroids: Matrix;
  readonly sizes: Float64Array;
  /** Int32Array: the cluster after each, -1 after the last. */
  readonly next: Int32Array;
  /** Int32Array: the cluster before each, -1 before the first. */
  readonly previous: Int32Array;
  first: number;
}

function followChains(points: Matrix, weights: Float64Array, firsts: Int32Array, merges: Merges): void {
  const n = points.rows;
  const clusters: Clusters = {
    centroids: { ...points, data: points.data.slice() },
    sizes: weights.slice(),
    next: Int32Array.from({ length: n }, (_, i) => (i < n - 1 ? i + 1 : -1)),
    previous: Int32Array.from({ length: n }, (_, i) => i - 1),
    first: 0,
  };
  const chain = new Int32Array(n);
  for (let left = n, length = 0; left > 1; ) {
    if (length === 0) chain[length++] = clusters.first;
    const last = chain[length - 1]!;
    const before = length > 1 ? chain[length - 2]! : -1;
    const { cluster, squaredHeight } = findNearest(clusters, last, before);
    if (cluster !== before) {
      chain[length++] = cluster;
      continue;
    }
    addMerge(merges, firsts[last]!, firsts[before]!, sqrt(squaredHeight));
    mergeClusters(clusters, Math.min(last, before), Math.max(last, before));
    length -= 2;
    left--;
  }
}

function findNearest({ centroids, sizes, next, first }: Clusters, own: number, before: number) {
  const { data, cols } = centroids;
  const size = sizes[own]!;
  let cluster = before;
  let least = before < 0 ? Number.POSITIVE_INFINITY : squaredHeightOf(centroids, sizes, own, before);
  for (let other = first; other >= 0; other = next[other]!) {
    if (other === own) continue;
    let squared = 0;
    for (let j = 0; j < cols; j++) {
      const difference = data[other * cols + j]! - data[own * cols + j]!;
      squared += difference * difference;
    }
    const squaredHeight = (2 * squared * size * sizes[other]!) / (size + sizes[other]!);
    if (squaredHeight < least) {
      least = squaredHeight;
      cluster = other;
    }
  }
  return { cluster, squaredHeight: least };
}
