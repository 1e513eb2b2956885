import type { Matrix } from '../../core/matrix.js';

/** Customers to be assigned. */
export interface NewCustomers {
  readonly ids: readonly string[];
  /** Float64Array (nCustomers × nFeatures), row-major, columns in the model's order; NaN where unknown. */
  readonly features: Matrix;
  /** What people should know about how they were read. */
  readonly notes: readonly string[];
}
