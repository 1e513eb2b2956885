import type { Matrix } from '../../matrix.js';

/**
 * A k-d tree in flat arrays. The places low..high - 1 are a node; more than `leafSize` of them are halved at the
 * middle place, whose value on `axes[middle]` parts them.
 * @see Bentley 1975, Multidimensional binary search trees used for associative searching
 */
export interface KdTree {
  /** The points in the order of the places. */
  readonly ordered: Matrix;
  /** Int32Array (nSamples): the row that is at each place. */
  readonly rows: Int32Array;
  /** Int32Array (nSamples): where a node is halved, the feature it is halved by. */
  readonly axes: Int32Array;
}

/** Nodes of so few points are searched one by one. */
export const leafSize = 12;

/** @param points Float64Array (nSamples × nFeatures), row-major, all finite */
export function buildKdTree(points: Matrix): KdTree {
  const rows = Int32Array.from({ length: points.rows }, (_, i) => i);
  const axes = new Int32Array(points.rows);
  halve(points, rows, axes, 0, points.rows);
  const data = new Float64Array(points.data.length);
  rows.forEach((row, place) => {
    data.set(points.data.subarray(row * points.cols, (row + 1) * points.cols), place * points.cols);
  });
  return { ordered: { data, rows: points.rows, cols: points.cols }, rows, axes };
}

function halve(points: Matrix, rows: Int32Array, axes: Int32Array, low: number, high: number): void {
  if (high - low <= leafSize) return;
  const middle = (low + high) >>> 1;
  const axis = widestAxis(points, rows, low, high);
  axes[middle] = axis;
  select(points, rows, axis, low, high - 1, middle);
  halve(points, rows, axes, low, middle);
  halve(points, rows, axes, middle, high);
}

function widestAxis({ data, cols }: Matrix, rows: Int32Array, low: number, high: number): number {
  let widest = 0;
  let width = -1;
  for (let axis = 0; axis < cols; axis++) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let place = low; place < high; place++) {
      const value = data[rows[place]! * cols + axis]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (max - min <= width) continue;
    width = max - min;
    widest = axis;
  }
  return widest;
}

/** Hoare's quickselect: no value before the middle place is larger, none after it smaller. */
function select(
  { data, cols }: Matrix,
  rows: Int32Array,
  axis: number,
  first: number,
  last: number,
  middle: number,
): void {
  const valueAt = (place: number) => data[rows[place]! * cols + axis]!;
  let low = first;
  let high = last;
  while (low < high) {
    const pivot = valueAt((low + high) >>> 1);
    let i = low;
    let j = high;
    while (i <= j) {
      while (valueAt(i) < pivot) i++;
      while (valueAt(j) > pivot) j--;
      if (i > j) break;
      const row = rows[i]!;
      rows[i++] = rows[j]!;
      rows[j--] = row;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
