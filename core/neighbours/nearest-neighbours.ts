import type { Matrix } from '../matrix/matrix.js';
import { boxDistance, placeDistance } from './box-distance.js';
import type { KdTree } from './build-kd-tree.js';

/** The nearest samples of each query, nearest first. */
export interface Neighbours {
  /** Int32Array (nQueries × k): samples of the tree. */
  readonly samples: Int32Array;
  /** Float64Array (nQueries × k). */
  readonly distances: Float64Array;
  readonly k: number;
}

/**
 * The k nearest samples of every query, exactly. A query that is itself in the tree finds itself. Of
 * samples equally far away, which ones are found depends on the tree, never on the query's position in the list.
 * @param queries Float64Array (nQueries × nFeatures), row-major
 * @throws RangeError if k is not an integer in [1, nSamples]
 */
export function nearestNeighbours(tree: KdTree, queries: Matrix, k: number): Neighbours {
  const nSamples = tree.samples.length;
  if (!Number.isInteger(k) || k < 1 || k > nSamples) {
    throw new RangeError(`k must be an integer in [1, nSamples]; got ${k} (nSamples = ${nSamples})`);
  }
  const found = {
    samples: new Int32Array(queries.rows * k),
    distances: new Float64Array(queries.rows * k).fill(Number.POSITIVE_INFINITY),
    k,
  };
  for (let i = 0; i < queries.rows; i++) {
    visit(tree, queries.data, i * queries.cols, found, i * k, 0, 0);
    sortHeap(found, i * k);
  }
  for (let at = 0; at < found.distances.length; at++) found.distances[at] = Math.sqrt(found.distances[at]!);
  return found;
}

/** Searches a node that is `away` (squared) from the query, its nearer half first. */
function visit(
  tree: KdTree,
  queries: Float64Array,
  offset: number,
  found: Neighbours,
  first: number,
  node: number,
  away: number,
): void {
  if (away >= found.distances[first]!) return;
  const right = tree.rights[node]!;
  if (right === 0) {
    scanLeaf(tree, queries, offset, found, first, node);
    return;
  }
  const toLeft = boxDistance(tree, node + 1, queries, offset);
  const toRight = boxDistance(tree, right, queries, offset);
  if (toLeft <= toRight) {
    visit(tree, queries, offset, found, first, node + 1, toLeft);
    visit(tree, queries, offset, found, first, right, toRight);
  } else {
    visit(tree, queries, offset, found, first, right, toRight);
    visit(tree, queries, offset, found, first, node + 1, toLeft);
  }
}

function scanLeaf(
  { points, samples, starts, ends }: KdTree,
  queries: Float64Array,
  offset: number,
  found: Neighbours,
  first: number,
  node: number,
): void {
  for (let place = starts[node]!; place < ends[node]!; place++) {
    const distance = placeDistance(points, place, queries, offset);
    if (distance < found.distances[first]!) sink(found, first, found.k, distance, samples[place]!);
  }
}

/**
 * Puts a sample into a heap of `size` whose farthest is its first, in place of that: of many neighbours a
 * sorted list would have to move half at each step.
 */
function sink(
  { distances, samples }: Neighbours,
  first: number,
  size: number,
  distance: number,
  sample: number,
): void {
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && distances[first + child + 1]! > distances[first + child]!) child++;
    if (distances[first + child]! <= distance) break;
    distances[first + at] = distances[first + child]!;
    samples[first + at] = samples[first + child]!;
    at = child;
  }
  distances[first + at] = distance;
  samples[first + at] = sample;
}

/** Turns a heap into a row that rises: the farthest goes behind the others, again and again. */
function sortHeap(found: Neighbours, first: number): void {
  const { distances, samples } = found;
  for (let size = found.k - 1; size > 0; size--) {
    const distance = distances[first + size]!;
    const sample = samples[first + size]!;
    distances[first + size] = distances[first]!;
    samples[first + size] = samples[first]!;
    sink(found, first, size, distance, sample);
  }
}
