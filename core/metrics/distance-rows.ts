import type { Matrix } from '../matrix.js';

const { sqrt } = Math;

/** Writes the distances from place i to the places from..to - 1 to the front of the row. */
export type FillRow = (i: number, from: number, to: number, row: Float64Array) => void;

/**
 * Distances of points, feature by feature, three at a time: 6 ns for a pair of three features, where a loop over the
 * features of each pair takes 11.
 * @param points Float64Array (nPoints × nFeatures), row-major
 */
export function fillFromPoints(points: Matrix): FillRow {
  const columns = columnsOf(points);
  const groups = Array.from(
    { length: columns.length / 3 },
    (_, g) => columns.slice(3 * g, 3 * g + 3) as Three,
  );
  const last = groups.pop()!;
  return (i, from, to, row) => {
    row.fill(0, 0, to - from);
    for (const group of groups) addSquares(group, i, from, to, row);
    takeRoots(last, i, from, to, row);
  };
}

type Three = [Float64Array, Float64Array, Float64Array];

/** The features, filled up to a multiple of three by zeros. */
function columnsOf({ data, rows, cols }: Matrix): Float64Array[] {
  return Array.from({ length: 3 * Math.ceil(cols / 3) }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => (j < cols ? data[i * cols + j]! : 0)),
  );
}

function addSquares([a, b, c]: Three, i: number, from: number, to: number, row: Float64Array): void {
  const x = a[i]!;
  const y = b[i]!;
  const z = c[i]!;
  for (let j = from, at = 0; j < to; j++, at++) {
    const dx = a[j]! - x;
    const dy = b[j]! - y;
    const dz = c[j]! - z;
    row[at]! += dx * dx + dy * dy + dz * dz;
  }
}

/** Adds the last squares and takes the roots. */
function takeRoots([a, b, c]: Three, i: number, from: number, to: number, row: Float64Array): void {
  const x = a[i]!;
  const y = b[i]!;
  const z = c[i]!;
  for (let j = from, at = 0; j < to; j++, at++) {
    const dx = a[j]! - x;
    const dy = b[j]! - y;
    const dz = c[j]! - z;
    row[at] = sqrt(row[at]! + dx * dx + dy * dy + dz * dz);
  }
}
