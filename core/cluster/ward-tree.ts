import type { Matrix } from '../matrix.js';
import { squaredDistance } from '../metrics/squared-distance.js';
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
  const clusters = createClusters(points, weights);
  const chain = new Int32Array(points.rows);
  const isOnChain = new Uint8Array(points.rows);
  for (let remaining = points.rows, length = 0; remaining > 1; ) {
    if (length === 0) chain[length++] = clusters.first;
    const last = chain[length - 1]!;
    const before = length > 1 ? chain[length - 2]! : -1;
    isOnChain[last] = 1;
    const nearest = findNearest(clusters, last, before);
    // Distances fall along the chain, so that only rounding can make an earlier link look nearer still.
    if (isOnChain[nearest] === 0) {
      chain[length++] = nearest;
      continue;
    }
    addMerge(merges, firsts[last]!, firsts[before]!, sqrt(squaredHeight(clusters, last, before)));
    mergeClusters(clusters, Math.min(last, before), Math.max(last, before));
    isOnChain[last] = 0;
    isOnChain[before] = 0;
    length -= 2;
    remaining--;
  }
}

function createClusters(points: Matrix, weights: Float64Array): Clusters {
  const n = points.rows;
  return {
    centroids: { ...points, data: points.data.slice() },
    sizes: weights.slice(),
    next: Int32Array.from({ length: n }, (_, i) => (i < n - 1 ? i + 1 : -1)),
    previous: Int32Array.from({ length: n }, (_, i) => i - 1),
    first: 0,
  };
}

function squaredHeight({ centroids, sizes }: Clusters, a: number, b: number): number {
  const growth = (sizes[a]! * sizes[b]!) / (sizes[a]! + sizes[b]!);
  return 2 * growth * squaredDistance(centroids, a, centroids, b);
}

/** The cluster whose union with `own` grows the sum of squares least; the one before it in the chain, if that is as near. */
function findNearest(clusters: Clusters, own: number, before: number): number {
  const { sizes, next, first } = clusters;
  const { data, cols } = clusters.centroids;
  const size = sizes[own]!;
  let nearest = before;
  let least = before < 0 ? Number.POSITIVE_INFINITY : squaredHeight(clusters, own, before) / 2;
  for (let other = first; other >= 0; other = next[other]!) {
    const growth = (size * sizes[other]!) / (size + sizes[other]!);
    let squared = 0;
    for (let j = own * cols, at = other * cols; j < (own + 1) * cols; j++, at++) {
      const difference = data[j]! - data[at]!;
      squared += difference * difference;
    }
    if (growth * squared >= least || other === own) continue;
    least = growth * squared;
    nearest = other;
  }
  return nearest;
}

/** The union takes the place of the later cluster. */
function mergeClusters(clusters: Clusters, gone: number, kept: number): void {
  const { centroids, sizes, next, previous } = clusters;
  const { data, cols } = centroids;
  const share = sizes[gone]! / (sizes[gone]! + sizes[kept]!);
  for (let j = 0; j < cols; j++) {
    data[kept * cols + j]! += (data[gone * cols + j]! - data[kept * cols + j]!) * share;
  }
  sizes[kept]! += sizes[gone]!;
  const before = previous[gone]!;
  const after = next[gone]!;
  if (before < 0) clusters.first = after;
  else next[before] = after;
  if (after >= 0) previous[after] = before;
}

/** Merges in rising order; of equal height, those made first come first. */
function sortByHeight({ left, right, heights }: Merges): WardTree {
  const order = Int32Array.from(heights, (_, m) => m).sort((a, b) => heights[a]! - heights[b]! || a - b);
  return {
    nSamples: heights.length + 1,
    left: order.map((m) => left[m]!),
    right: order.map((m) => right[m]!),
    heights: Float64Array.from(order, (m) => heights[m]!),
  };
}
