import { UserError } from '../errors/user-error.js';
import type { Matrix } from '../matrix/matrix.js';

/** The cube of a larger value, which skewness takes, leaves the range of a double. */
const largestMagnitude = 1e100;

/**
 * Refuses values that no statistic survives; NaN, which means unknown, passes.
 * @throws RangeError if there is not one name per column
 * @throws UserError `UnusableFeature` with the feature, the count and the first row
 */
export function checkFinite({ data, rows, cols }: Matrix, names: readonly string[]): void {
  if (names.length !== cols)
    throw new RangeError(`a matrix of ${cols} columns needs as many names; got ${names.length}`);
  for (let j = 0; j < cols; j++) {
    let count = 0;
    let first = 0;
    for (let i = rows - 1; i >= 0; i--) {
      if (!(Math.abs(data[i * cols + j]!) > largestMagnitude)) continue;
      count++;
      first = i;
    }
    if (count > 0) throw unusable(names[j]!, count, first, data[first * cols + j]!);
  }
}

const unusable = (name: string, count: number, row: number, value: number) =>
  new UserError('UnusableFeature', `the feature ${name} is ${value} or the like for ${count} customers`, {
    remedy: `Mend the amounts in the orders, or take ${name} out of features.use in the rules.`,
    line: row + 1,
    column: name,
  });
