import type { Matrix } from '../matrix/matrix.js';
import { nearestOthers } from '../neighbours/nearest-others.js';

/**
 * How far neighbours in a map were neighbours before, 0..1: 1 where the k nearest of every sample in the map are
 * its k nearest in the data; a stranger costs as much as its rank there is above k. Equally far ones are ranked by
 * their index.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param places Float64Array (nSamples × nDimensions), row-major
 * @param k neighbours that count, below nSamples / 2
 * @throws RangeError if k is not a whole number in [1, nSamples / 2)
 * @see Venna, Kaski 2001, Neighborhood preservation in nonlinear projection methods, equation 1
 */
export function trustworthiness(points: Matrix, places: Matrix, k: number): number {
  const { rows } = places;
  if (!Number.isInteger(k) || k < 1 || k >= rows / 2) {
    throw new RangeError(`k must be an integer in [1, nSamples / 2); got ${k} (nSamples = ${rows})`);
  }
  const { samples } = nearestOthers(places, k);
  const row = new Float64Array(rows);
  let excess = 0;
  for (let i = 0; i < rows; i++) {
    squaredDistances(points, i, row);
    for (let at = i * k; at < (i + 1) * k; at++) excess += Math.max(0, rankOf(row, i, samples[at]!) - k);
  }
  return 1 - (2 / (rows * k * (2 * rows - 3 * k - 1))) * excess;
}

/** 1 for the sample nearest to i. */
function rankOf(row: Float64Array, i: number, j: number): number {
  const own = row[j]!;
  let rank = 1;
  for (let other = 0; other < row.length; other++) {
    const distance = row[other]!;
    if ((distance < own || (distance === own && other < j)) && other !== i) rank++;
  }
  return rank;
}

function squaredDistances({ data, cols }: Matrix, i: number, row: Float64Array): void {
  for (let j = 0, at = 0; j < row.length; j++) {
    let sum = 0;
    for (let f = i * cols; f < (i + 1) * cols; f++, at++) {
      const difference = data[f]! - data[at]!;
      sum += difference * difference;
    }
    row[j] = sum;
  }
}
