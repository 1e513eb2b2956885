import type { Matrix } from '../matrix/matrix.js';
import { buildKdTree, type KdTree } from '../neighbours/build-kd-tree.js';
import { coreDistances } from '../neighbours/core-distances.js';
import { neighboursWithin } from '../neighbours/neighbours-within.js';
import { checkPoints } from './check-points.js';
import { type KDistanceKnee, kDistanceKnee } from './k-distance-knee.js';
import { weighRows } from './weigh-rows.js';

/** A fitted DBSCAN model. */
export interface Dbscan {
  /** Int32Array (nSamples), 0..nClusters-1 by their first core sample; noise is -1. */
  readonly labels: Int32Array;
  readonly nClusters: number;
  /** Uint8Array (nSamples): 1 for a core sample. */
  readonly isCore: Uint8Array;
  readonly eps: number;
  readonly minSamples: number;
  /** The curve of the samples' distances to their minSamples-th neighbour. */
  readonly knee: KDistanceKnee;
}

export interface DbscanOptions {
  /** Radius of a neighbourhood, > 0. Default: the knee of the k-distance curve. */
  readonly eps?: number;
  /** Samples that make a neighbourhood dense, the sample itself counted. Default: twice the dimensions, at least 4. */
  readonly minSamples?: number;
}

/**
 * DBSCAN: samples with at least `minSamples` within `eps` are core; core samples within `eps` of each
 * other share a cluster; a border sample, which is not core but within `eps` of one, goes to the
 * earliest cluster that reaches it; what remains is noise. Equal samples are one point with a weight.
 * @param samples Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 1
 * @throws RangeError if a value is not finite, or eps or minSamples is out of range
 * @see Ester, Kriegel, Sander, Xu 1996, A density-based algorithm for discovering clusters
 * @see Sander, Ester, Kriegel, Xu 1998, section 4: twice the dimensions
 */
export function fitDbscan(
  samples: Matrix,
  { eps: givenEps, minSamples = Math.max(4, 2 * samples.cols) }: DbscanOptions = {},
): Dbscan {
  checkPoints(samples);
  checkOptions(givenEps, minSamples);
  const distinct = weighRows(samples);
  const { points, ids } = distinct;
  const tree = buildKdTree(points);
  const distances = coreDistances(tree, distinct, minSamples);
  const knee = kDistanceKnee(Float64Array.from(ids, (id) => distances[id]!));
  const eps = givenEps ?? knee.eps;
  const enough = samples.rows >= minSamples;
  const isCore = Uint8Array.from(distances, (distance) => (enough && distance <= eps ? 1 : 0));
  const { labels, nClusters } = joinCores(tree, points, isCore, eps);
  return {
    labels: ids.map((id) => labels[id]!),
    nClusters,
    isCore: Uint8Array.from(ids, (id) => isCore[id]!),
    eps,
    minSamples,
    knee,
  };
}

function checkOptions(eps: number | undefined, minSamples: number): void {
  if (eps !== undefined && !(eps > 0)) throw new RangeError(`eps must be above 0; got ${eps}`);
  if (!Number.isInteger(minSamples) || minSamples < 1) {
    throw new RangeError(`minSamples must be an integer of at least 1; got ${minSamples}`);
  }
}

/** Grows a cluster from every core point that has none yet. */
function joinCores(tree: KdTree, points: Matrix, isCore: Uint8Array, eps: number) {
  const labels = new Int32Array(points.rows).fill(-1);
  const found = new Int32Array(points.rows);
  const waiting = new Int32Array(points.rows);
  let nClusters = 0;
  for (let first = 0; first < points.rows; first++) {
    if (labels[first] !== -1 || isCore[first] === 0) continue;
    labels[first] = nClusters;
    waiting[0] = first;
    for (let count = 1; count > 0; ) {
      const core = waiting[--count]!;
      const nFound = neighboursWithin(tree, points, core, eps, found);
      for (let f = 0; f < nFound; f++) {
        const neighbour = found[f]!;
        if (labels[neighbour] !== -1) continue;
        labels[neighbour] = nClusters;
        if (isCore[neighbour] === 1) waiting[count++] = neighbour;
      }
    }
    nClusters++;
  }
  return { labels, nClusters };
}
