import { drawRows } from '../random/draw-rows.js';
import type { Random } from '../random/random.js';

/**
 * Draws the customers that models are fitted to where there are many: the extreme ones, because they are what
 * segments of a few are made of, and others up to so many; all where there are no more.
 * @param nRows customers
 * @param trainOn most rows, but for the extremes
 * @param extremes rows that are in the sample whatever is drawn; one may come more than once
 * @returns Int32Array (at most trainOn), rising
 */
export function drawTrainingRows(
  nRows: number,
  trainOn: number,
  extremes: readonly number[],
  random: Random,
): Int32Array {
  if (nRows <= trainOn) return Int32Array.from({ length: nRows }, (_, row) => row);
  const kept = new Set(extremes);
  const drawn = drawRows(nRows, Math.max(0, trainOn - kept.size), random);
  for (const row of drawn) kept.add(row);
  return Int32Array.from(kept).sort();
}
