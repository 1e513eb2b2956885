import type { Matrix } from '../../matrix/matrix.js';
import { buildKdTree, type KdTree } from '../../neighbours/build-kd-tree.js';

/**
 * Places of a map in a tree of boxes whose nodes stand for all within them. Nodes are in depth-first order: the one
 * after node n is its left child, or the one after its subtree where it is a leaf.
 */
export interface PlaceTree {
  /** Int32Array (nSamples): the samples in the order of the leaves. */
  readonly samples: Int32Array;
  /** Int32Array (nNodes): the places starts[n] .. ends[n] - 1, in the order of the leaves, are those of node n. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Int32Array (nNodes): the node after all below node n. */
  readonly skips: Int32Array;
  /** Uint8Array (nNodes): 1 for a leaf. */
  readonly leaves: Uint8Array;
  /** Float64Array (nSamples × 2): places in the order of the leaves. */
  readonly ordered: Float64Array;
  /** Float64Array (nNodes × 2): mean place of each node. */
  readonly means: Float64Array;
  /** Float64Array (nNodes): square of the wider side of each node's box. */
  readonly squaredWidths: Float64Array;
}

/** @param places Float64Array (nSamples × 2), row-major, all finite, nSamples >= 1 */
export function buildPlaceTree(places: Matrix): PlaceTree {
  const { samples, starts, ends, rights } = buildKdTree(places);
  const nNodes = starts.length;
  const tree: PlaceTree = {
    samples,
    starts,
    ends,
    skips: skipsOf(rights),
    leaves: Uint8Array.from(rights, (right) => (right === 0 ? 1 : 0)),
    ordered: new Float64Array(places.data.length),
    means: new Float64Array(2 * nNodes),
    squaredWidths: new Float64Array(nNodes),
  };
  refitPlaceTree(tree, places);
  return tree;
}

function skipsOf(rights: KdTree['rights']): Int32Array {
  const skips = new Int32Array(rights.length);
  // Below a node come its left child with all below that, then its right child with all below.
  for (let node = rights.length - 1; node >= 0; node--)
    skips[node] = rights[node] === 0 ? node + 1 : skips[rights[node]!]!;
  return skips;
}

/** Brings a tree up to date after the places have moved: the same samples in each node, their box and mean anew. */
export function refitPlaceTree(tree: PlaceTree, { data }: Matrix): void {
  const { samples, ordered, starts } = tree;
  for (let at = 0; at < samples.length; at++) {
    ordered[2 * at] = data[2 * samples[at]!]!;
    ordered[2 * at + 1] = data[2 * samples[at]! + 1]!;
  }
  for (let node = 0; node < starts.length; node++) measure(tree, node);
}

function measure({ starts, ends, ordered, means, squaredWidths }: PlaceTree, node: number): void {
  const start = starts[node]!;
  const end = ends[node]!;
  let sumX = 0;
  let sumY = 0;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let low = left;
  let high = right;
  for (let at = start; at < end; at++) {
    const x = ordered[2 * at]!;
    const y = ordered[2 * at + 1]!;
    sumX += x;
    sumY += y;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < low) low = y;
    if (y > high) high = y;
  }
  means[2 * node] = sumX / (end - start);
  means[2 * node + 1] = sumY / (end - start);
  const width = Math.max(right - left, high - low);
  squaredWidths[node] = width * width;
}
