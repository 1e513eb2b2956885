import type { Random } from './random.js';

/** A copy in random order. @see Durstenfeld 1964, Algorithm 235: Random permutation */
export function shuffled(values: Int32Array, random: Random): Int32Array {
  const copy = values.slice();
  for (let last = copy.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    const value = copy[last]!;
    copy[last] = copy[chosen]!;
    copy[chosen] = value;
  }
  return copy;
}
