import { firstAbove } from './first-above.js';
import type { Random } from './random.js';

/**
 * A draw of an index with probability proportional to its weight.
 * @param weights each at least 0, not all 0; Float64Array or number[] (n)
 */
export function weightedIndex(weights: ArrayLike<number>): (random: Random) => number {
  const ends = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!;
    ends[i] = total;
  }
  return (random) => firstAbove(ends, random() * total);
}
