import type { Matrix } from '../matrix/matrix.js';

/** @throws RangeError if there are no points, or values that are not finite: a clusterer would call them near to nothing. */
export function checkPoints({ data, rows, cols }: Matrix): void {
  if (rows < 1) throw new RangeError('points must be at least one; got none');
  const wrong = data.reduce((count, value) => (Number.isFinite(value) ? count : count + 1), 0);
  if (wrong === 0) return;
  const first = data.findIndex((value) => !Number.isFinite(value));
  throw new RangeError(
    `points must be finite; ${wrong} of ${data.length} values are not, the first ${data[first]} ` +
      `(sample ${Math.floor(first / cols)}, feature ${first % cols})`,
  );
}
