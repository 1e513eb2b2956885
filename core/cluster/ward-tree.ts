import type { Matrix } from '../matrix/matrix.js';
import { claimMemory, doublesAt, kernels, layOut } from '../simd/kernels.js';
import { columnsBytes, groupsOf, writeColumns } from '../simd/write-columns.js';
import { checkPoints } from './check-points.js';
import { weighRows } from './weigh-rows.js';

const { sqrt } = Math;
const { POSITIVE_INFINITY: infinity } = Number;

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
 * @throws RangeError if there are no points, or values that are not finite
 * @see Ward 1963, Hierarchical grouping to optimize an objective function; Murtagh 1983, A survey of recent
 * advances in hierarchical clustering algorithms, section 3
 */
export function wardTree(points: Matrix): WardTree {
  checkPoints(points);
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

/** The clusters not yet merged, in the order of their last samples, so that ties break by the lowest. */
interface Clusters {
  readonly cols: number;
  /** Clusters there is room for. */
  readonly stride: number;
  /** Clusters, with those that are gone since the last were left out. */
  rows: number;
  /** Float64Array (nFeatures × stride), feature by feature; infinite for a cluster that is gone. */
  readonly centroids: Float64Array;
  /** Float64Array (stride). */
  readonly sizes: Float64Array;
  /** Int32Array: a sample of each. */
  readonly samples: Int32Array;
  /**
   * The cluster whose union with `own` adds least to the sum of squares; the one before it in the chain, if that is as
   * near. @see kernels/nearest-cluster.ts
   */
  readonly findNearest: (own: number, before: number) => number;
}

/** Centroids and sizes lie in the memory of the kernels, until somebody else claims it. */
function createClusters(points: Matrix, weights: Float64Array, firsts: Int32Array): Clusters {
  const { rows, cols } = points;
  // Kernels take clusters by twos.
  const stride = rows + (rows % 2);
  const layout = layOut({ centroids: columnsBytes(points, stride), sizes: 8 * stride });
  const { at } = layout;
  claimMemory(layout, layout.bytes);
  const centroids = writeColumns(points, at.centroids, stride).fill(infinity, rows, stride);
  const nGroups = groupsOf(points);
  const sizes = doublesAt(at.sizes, stride).fill(1);
  sizes.set(weights);
  const clusters: Clusters = {
    ...{ cols, stride, rows, centroids, sizes },
    samples: firsts,
    findNearest(own, before) {
      const growth = before < 0 ? infinity : growthOf(clusters, own, before);
      return kernels.nearestCluster(
        at.centroids,
        stride,
        nGroups,
        at.sizes,
        clusters.rows,
        own,
        before,
        growth,
      );
    },
  };
  return clusters;
}

function followChains(points: Matrix, weights: Float64Array, firsts: Int32Array, merges: Merges): void {
  const clusters = createClusters(points, weights, firsts);
  let chain: number[] = [];
  for (let remaining = points.rows; remaining > 1; ) {
    // What is gone is passed over; once it is a quarter, leaving it out pays.
    if (remaining < clusters.rows * 0.75) {
      const newPlace = leaveOut(clusters);
      chain = chain.map((cluster) => newPlace[cluster]!);
    }
    const last = chain.at(-1) ?? firstOf(clusters);
    if (chain.length === 0) chain.push(last);
    const before = chain.at(-2) ?? -1;
    const nearest = clusters.findNearest(last, before);
    // Distances fall along the chain, so that only rounding can make an earlier link look nearer still.
    if (!chain.includes(nearest)) {
      chain.push(nearest);
      continue;
    }
    const height = sqrt(2 * growthOf(clusters, last, before));
    addMerge(merges, clusters.samples[last]!, clusters.samples[before]!, height);
    mergeClusters(clusters, Math.min(last, before), Math.max(last, before));
    chain.length -= 2;
    remaining--;
  }
}

const isGone = ({ centroids }: Clusters, cluster: number) => centroids[cluster] === infinity;

function firstOf(clusters: Clusters): number {
  let first = 0;
  while (isGone(clusters, first)) first++;
  return first;
}

/** By how much the union of two clusters adds to the sum of squares. */
function growthOf({ centroids, cols, stride, sizes }: Clusters, a: number, b: number): number {
  let squared = 0;
  for (let at = 0; at < cols * stride; at += stride)
    squared += (centroids[at + a]! - centroids[at + b]!) ** 2;
  return ((sizes[a]! * sizes[b]!) / (sizes[a]! + sizes[b]!)) * squared;
}

/** The union takes the place of the later cluster. */
function mergeClusters({ centroids, cols, stride, sizes }: Clusters, gone: number, kept: number): void {
  const share = sizes[gone]! / (sizes[gone]! + sizes[kept]!);
  for (let at = 0; at < cols * stride; at += stride)
    centroids[at + kept]! += (centroids[at + gone]! - centroids[at + kept]!) * share;
  sizes[kept]! += sizes[gone]!;
  centroids[gone] = infinity;
}

/** Moves the clusters together over those that are gone; returns the new place of each old one. */
function leaveOut(clusters: Clusters): Int32Array {
  const { centroids, cols, stride, sizes, samples } = clusters;
  const newPlace = new Int32Array(clusters.rows).fill(-1);
  let rows = 0;
  for (let old = 0; old < clusters.rows; old++) {
    if (isGone(clusters, old)) continue;
    for (let at = 0; at < cols * stride; at += stride) centroids[at + rows] = centroids[at + old]!;
    sizes[rows] = sizes[old]!;
    samples[rows] = samples[old]!;
    newPlace[old] = rows++;
  }
  centroids.fill(infinity, rows, stride);
  clusters.rows = rows;
  return newPlace;
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
