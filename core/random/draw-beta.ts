import { drawGamma } from './draw-gamma.js';
import type { Random } from './random.js';

/** One draw from the beta distribution (mean a / (a + b)), as the share of one gamma variable in two. */
export function drawBeta(random: Random, a: number, b: number): number {
  const x = drawGamma(random, a, 1);
  return x / (x + drawGamma(random, b, 1));
}
