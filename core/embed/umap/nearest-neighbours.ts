import type { Matrix } from '../../matrix.js';
import { buildKdTree, type KdTree, leafSize } from './kd-tree.js';
import type { Neighbours } from './neighbours.js';

/**
 * The exact nearest neighbours of each point among the others, in Euclidean distance.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 * @param perSample how many, >= 1; fewer where there are not so many others
 */
export function nearestNeighbours(points: Matrix, perSample: number): Neighbours {
  return search(buildKdTree(points), points, Math.min(perSample, points.rows - 1), (i) => i);
}

/** The same for rows that are not in the tree. */
export function nearestInTree(tree: KdTree, rows: Matrix, perSample: number): Neighbours {
  return search(tree, rows, Math.min(perSample, tree.rows.length), () => -1);
}

/** @param skipped the row of the tree that is no neighbour of row i: itself, or -1 for none */
function search(
  tree: KdTree,
  { data, rows, cols }: Matrix,
  perSample: number,
  skipped: (i: number) => number,
): Neighbours {
  const indices = new Int32Array(rows * perSample);
  const distances = new Float64Array(rows * perSample);
  for (let i = 0; i < rows; i++) {
    const own = i * perSample;
    const found: Search = {
      query: data.subarray(i * cols, (i + 1) * cols),
      skipped: skipped(i),
      offsets: new Float64Array(cols),
      indices: indices.subarray(own, own + perSample),
      distances: distances.subarray(own, own + perSample).fill(Number.POSITIVE_INFINITY),
    };
    visit(tree, found, 0, tree.rows.length, 0);
  }
  for (let at = 0; at < distances.length; at++) distances[at] = Math.sqrt(distances[at]!);
  return { perSample, indices, distances };
}

/** One query and what it found so far. */
interface Search {
  readonly query: Float64Array;
  readonly skipped: number;
  /** Per feature how far the query is from the node. */
  readonly offsets: Float64Array;
  readonly indices: Int32Array;
  /** Squared, rising. */
  readonly distances: Float64Array;
}

/**
 * Visits the node low..high - 1, nearer half first.
 * @param bound squared distance of the query from the node's cell
 * @see Arya, Mount 1993, Algorithms for fast vector quantization, section 3 (incremental distance)
 */
function visit(tree: KdTree, search: Search, low: number, high: number, bound: number): void {
  if (high - low <= leafSize) {
    scan(tree, search, low, high);
    return;
  }
  const middle = (low + high) >>> 1;
  const axis = tree.axes[middle]!;
  const offset = search.query[axis]! - tree.ordered.data[middle * tree.ordered.cols + axis]!;
  const isLow = offset < 0;
  visit(tree, search, isLow ? low : middle, isLow ? middle : high, bound);
  const before = search.offsets[axis]!;
  const farBound = bound - before * before + offset * offset;
  if (farBound >= search.distances[search.distances.length - 1]!) return;
  search.offsets[axis] = offset;
  visit(tree, search, isLow ? middle : low, isLow ? high : middle, farBound);
  search.offsets[axis] = before;
}

function scan({ ordered, rows }: KdTree, search: Search, low: number, high: number): void {
  const { query, skipped, distances, indices } = search;
  const { data, cols } = ordered;
  const last = distances.length - 1;
  for (let place = low; place < high; place++) {
    let sum = 0;
    for (let j = 0, at = place * cols; j < cols; j++, at++) {
      const difference = data[at]! - query[j]!;
      sum += difference * difference;
    }
    if (sum >= distances[last]! || rows[place] === skipped) continue;
    let slot = last;
    for (; slot > 0 && distances[slot - 1]! > sum; slot--) {
      distances[slot] = distances[slot - 1]!;
      indices[slot] = indices[slot - 1]!;
    }
    distances[slot] = sum;
    indices[slot] = rows[place]!;
  }
}
