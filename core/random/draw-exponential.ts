import type { Random } from './random.js';

/** One draw from the exponential distribution with the given rate (mean 1 / rate), by inversion. */
export function drawExponential(random: Random, rate: number): number {
  return -Math.log(1 - random()) / rate;
}
