import type { Random } from './random.js';

/**
 * One draw from the standard normal distribution.
 * @see Box and Muller 1958; the second of their pair is not kept, so that a draw has no state
 */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
