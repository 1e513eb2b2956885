import { assignMost } from './assign-most.js';

/** Customers of one segment of before who are in one of now; segment ids from 1, 0 is none. */
export interface Overlap {
  readonly before: number;
  readonly now: number;
  readonly customers: number;
}

/**
 * Which segment of now continues which of before: the one-to-one matching with most customers in common. Segments
 * that share nobody do not continue each other.
 * @returns segment of before -> segment of now
 */
export function matchSegments(overlaps: readonly Overlap[]): Map<number, number> {
  const shared = overlaps.filter(({ before, now }) => before > 0 && now > 0);
  const rows = Math.max(0, ...shared.map(({ before }) => before));
  const cols = Math.max(0, ...shared.map(({ now }) => now));
  const data = new Float64Array(rows * cols);
  for (const { before, now, customers } of shared) data[(before - 1) * cols + now - 1] = customers;
  const matches = new Map<number, number>();
  assignMost({ data, rows, cols }).forEach((column, row) => {
    if (column >= 0 && data[row * cols + column]! > 0) matches.set(row + 1, column + 1);
  });
  return matches;
}
