/** A dense matrix of doubles: `data[i * cols + j]` is row i (a sample), column j (a feature). */
export interface Matrix {
  /** Float64Array (rows × cols), row-major. */
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}
