import type { Matrix } from '../matrix/matrix.js';
import { selectMedian } from './select-median.js';

/** A scan of so many points costs about what it would cost to look at two more boxes. */
const leafSize = 16;

/**
 * Points in a balanced binary tree of boxes. Nodes are in depth-first order: the left child of node n is
 * n + 1, its right child `rights[n]`. A node holds the places starts[n] .. ends[n] - 1.
 */
export interface KdTree {
  /** Float64Array (nSamples × nFeatures), row-major, in the order of the leaves: row p is place p. */
  readonly points: Matrix;
  /** Int32Array (nSamples): the sample at each place. */
  readonly samples: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Int32Array (nNodes): 0 for a leaf. */
  readonly rights: Int32Array;
  /** Float64Array (nNodes × nFeatures): least and greatest value of each feature in the node. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

/**
 * Builds a k-d tree: every node is halved at the median of its widest feature. Equal points are no
 * problem, since halves are halves of the count. Takes O(nSamples log nSamples).
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 1
 * @see Friedman, Bentley, Finkel 1977, An algorithm for finding best matches in logarithmic expected time
 */
export function buildKdTree(points: Matrix): KdTree {
  const { rows, cols } = points;
  const nNodes = countNodes(rows);
  const tree = {
    samples: Int32Array.from({ length: rows }, (_, i) => i),
    starts: new Int32Array(nNodes),
    ends: new Int32Array(nNodes),
    rights: new Int32Array(nNodes),
    lows: new Float64Array(nNodes * cols),
    highs: new Float64Array(nNodes * cols),
  };
  split(points, tree, 0, 0, rows);
  return { ...tree, points: inOrder(points, tree.samples) };
}

type Branches = Omit<KdTree, 'points'>;

function countNodes(count: number): number {
  if (count <= leafSize) return 1;
  const half = count >> 1;
  return 1 + countNodes(half) + countNodes(count - half);
}

/** Fills in a node and all below it; returns the number after the last of them. */
function split(points: Matrix, tree: Branches, node: number, start: number, end: number): number {
  tree.starts[node] = start;
  tree.ends[node] = end;
  const feature = measureBox(points, tree, node);
  if (end - start <= leafSize) return node + 1;
  const middle = start + ((end - start) >> 1);
  selectMedian(points, feature, tree.samples, start, end - 1, middle);
  const right = split(points, tree, node + 1, start, middle);
  tree.rights[node] = right;
  return split(points, tree, right, middle, end);
}

/** Writes the box of a node; returns its widest feature. */
function measureBox({ data, cols }: Matrix, tree: Branches, node: number): number {
  const { samples, starts, ends, lows, highs } = tree;
  let widest = 0;
  let width = -1;
  for (let j = 0; j < cols; j++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let place = starts[node]!; place < ends[node]!; place++) {
      const value = data[samples[place]! * cols + j]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    lows[node * cols + j] = low;
    highs[node * cols + j] = high;
    if (high - low <= width) continue;
    width = high - low;
    widest = j;
  }
  return widest;
}

function inOrder({ data, rows, cols }: Matrix, samples: Int32Array): Matrix {
  const ordered = new Float64Array(data.length);
  samples.forEach((sample, place) => {
    ordered.set(data.subarray(sample * cols, (sample + 1) * cols), place * cols);
  });
  return { data: ordered, rows, cols };
}
