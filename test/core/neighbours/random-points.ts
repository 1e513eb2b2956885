import type { Matrix } from '../../../core/matrix/matrix.js';
import { createRandom } from '../../../core/random/random.js';

/** Uniform points; with `steps`, on a grid of so many steps a side, where equal distances and points abound. */
export function randomPoints(rows: number, cols: number, seed: string, steps = 0): Matrix {
  const random = createRandom(seed);
  const value = () => (steps > 0 ? Math.floor(random() * steps) : random());
  return { data: Float64Array.from({ length: rows * cols }, value), rows, cols };
}
