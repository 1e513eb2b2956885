import type { Matrix } from '../../core/matrix/matrix.js';

/** Customers to be assigned. */
export interface NewCustomers {
  readonly ids: readonly string[];
  /** Float64Array (nCustomers × nFeatures), row-major, columns in the order they were asked for; NaN where unknown. */
  readonly features: Matrix;
  /** Customers who cannot be assigned, and why. */
  readonly refused: readonly RefusedCustomer[];
  /** ISO date: the day that days are counted to; null where the features were given as they are. */
  readonly asOf: string | null;
  /** Lines that could not be read: how many, and the first of them. */
  readonly rejected: { readonly lines: number; readonly first: readonly RejectedLine[] };
  /** What people should know about how they were read. */
  readonly notes: readonly string[];
}

export interface RefusedCustomer {
  readonly id: string;
  /** One sentence. */
  readonly reason: string;
  /** What to do, one sentence. */
  readonly remedy: string;
}

/** A line of a file that could not be read; the line itself may hold what is nobody's business. */
export interface RejectedLine {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export const nothingRejected: NewCustomers['rejected'] = { lines: 0, first: [] };
