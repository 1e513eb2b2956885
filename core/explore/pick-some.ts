import type { Random } from '../random.js';

/**
 * Some of the numbers 0..n-1, each as likely as any other, rising; all of them where there are no more than wanted.
 * @returns Int32Array (min(n, most))
 * @see Knuth 1997, The art of computer programming, volume 2, section 3.4.2, algorithm S
 */
export function pickSome(n: number, most: number, random: Random): Int32Array {
  const picked = new Int32Array(Math.min(n, most));
  for (let i = 0, found = 0; found < picked.length; i++) {
    if ((n - i) * random() < picked.length - found) picked[found++] = i;
  }
  return picked;
}
