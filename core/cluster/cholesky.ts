/**
 * The share of a diagonal entry below which a pivot is nothing but rounding: such a matrix is singular to
 * working precision, and the pivot is lifted to this, so that every density stays finite.
 */
const leastPivot = 2 ** -48;

/**
 * Writes the Cholesky factor of a symmetric, positive semi-definite matrix: the lower L with L Lᵀ = matrix.
 * @param matrix Float64Array (n × n), row-major, with a positive diagonal
 * @param lower Float64Array (n × n), row-major; written, 0 above the diagonal
 * @see Golub, Van Loan 2013, Matrix computations, section 4.2
 */
export function cholesky(matrix: Float64Array, n: number, lower: Float64Array): void {
  lower.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let m = 0; m < j; m++) sum -= lower[i * n + m]! * lower[j * n + m]!;
      lower[i * n + j] =
        i === j ? Math.sqrt(Math.max(sum, leastPivot * matrix[i * n + i]!)) : sum / lower[j * n + j]!;
    }
  }
}

/**
 * Inverts a lower triangular matrix in place.
 * @param lower Float64Array (n × n), row-major, with a positive diagonal
 */
export function invertLower(lower: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const pivot = 1 / lower[i * n + i]!;
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let m = j; m < i; m++) sum += lower[i * n + m]! * lower[m * n + j]!;
      lower[i * n + j] = -pivot * sum;
    }
    lower[i * n + i] = pivot;
  }
}
