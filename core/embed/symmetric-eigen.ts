import type { Matrix } from '../matrix/matrix.js';

/** Eigenvalues in falling order and their eigenvectors, of unit length. */
export interface Eigen {
  /** Float64Array (n). */
  readonly values: Float64Array;
  /** Float64Array (n × n), row-major: row i belongs to value i. */
  readonly vectors: Matrix;
}

/** Convergence is quadratic; matrices up to 100 × 100 take fewer than 12. */
const maxSweeps = 60;

/**
 * Eigen-decomposition of a symmetric matrix by cyclic Jacobi rotations, exact to rounding.
 * @throws RangeError if the matrix is not square
 * @see Golub, Van Loan 2013, Matrix computations, section 8.5
 */
export function symmetricEigen(matrix: Matrix): Eigen {
  const n = matrix.rows;
  if (matrix.cols !== n) throw new RangeError(`matrix must be square; got ${n} × ${matrix.cols}`);
  const a = matrix.data.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < maxSweeps && offDiagonal(a, n) > 0; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  return sortByValue(a, v, n);
}

/** Largest element off the diagonal that is not lost beside its diagonal elements. */
function offDiagonal(a: Float64Array, n: number): number {
  let largest = 0;
  for (let p = 0; p < n; p++) {
    for (let q = p + 1; q < n; q++)
      if (!isNegligible(a, n, p, q)) largest = Math.max(largest, Math.abs(a[p * n + q]!));
  }
  return largest;
}

function isNegligible(a: Float64Array, n: number, p: number, q: number): boolean {
  const beside = Math.sqrt(Math.abs(a[p * n + p]! * a[q * n + q]!));
  return Math.abs(a[p * n + q]!) <= Number.EPSILON * beside;
}

/** Turns the plane of p and q so that a[p][q] becomes 0. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let i = 0; i < n; i++) turn(a, i * n + p, i * n + q, c, s);
  for (let i = 0; i < n; i++) turn(a, p * n + i, q * n + i, c, s);
  for (let i = 0; i < n; i++) turn(v, p * n + i, q * n + i, c, s);
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}

function turn(values: Float64Array, p: number, q: number, c: number, s: number): void {
  const x = values[p]!;
  const y = values[q]!;
  values[p] = c * x - s * y;
  values[q] = s * x + c * y;
}

function sortByValue(a: Float64Array, v: Float64Array, n: number): Eigen {
  const order = Array.from({ length: n }, (_, i) => i);
  order.sort((i, j) => a[j * n + j]! - a[i * n + i]! || i - j);
  const data = new Float64Array(n * n);
  order.forEach((from, i) => {
    data.set(v.subarray(from * n, (from + 1) * n), i * n);
  });
  return { values: Float64Array.from(order, (i) => a[i * n + i]!), vectors: { data, rows: n, cols: n } };
}
