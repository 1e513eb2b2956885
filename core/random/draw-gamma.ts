import { drawNormal } from './draw-normal.js';
import type { Random } from './random.js';

/**
 * One draw from the gamma distribution with the given shape and rate (mean shape / rate).
 * @see Marsaglia and Tsang 2000, "A simple method for generating gamma variables"; section 6 for shapes below 1
 */
export function drawGamma(random: Random, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    // Twice as fast as a power.
    const v = root * root * root;
    if (v <= 0) continue;
    const u = 1 - random();
    // What the squeeze takes, the logarithms would take as well.
    if (u < 1 - 0.0331 * x * x * x * x || Math.log(u) < x * x * 0.5 + d - d * v + d * Math.log(v)) {
      return (d * v) / rate;
    }
  }
}
