import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { superiority } from '../../../core/statistics/superiority.js';

test('it is the share of pairs that the first wins, a tie counting half', () => {
  // 3 beats 1 and 2; 2 beats 1 and ties with 2: 3.5 of 4 pairs.
  expect(superiority(Float64Array.of(3, 2), Float64Array.of(1, 2)).probability).toBeCloseTo(3.5 / 4, 12);
  expect(superiority(Float64Array.of(1, 1), Float64Array.of(1)).probability).toBe(0.5);
  expect(superiority(Float64Array.of(5), Float64Array.of(1, 2)).probability).toBe(1);
});

test('its standard error is that of repeated samples', () => {
  const random = createRandom(1);
  const sample = (n: number, mean: number) =>
    Float64Array.from({ length: n }, () => mean + drawNormal(random));
  const runs = Array.from({ length: 400 }, () => superiority(sample(60, 1), sample(90, 0)));
  const mean = runs.reduce((sum, run) => sum + run.probability, 0) / runs.length;
  const spread = Math.sqrt(
    runs.reduce((sum, run) => sum + (run.probability - mean) ** 2, 0) / (runs.length - 1),
  );
  const claimed = runs.reduce((sum, run) => sum + run.standardError, 0) / runs.length;
  expect(claimed / spread).toBeCloseTo(1, 0.9);
  // Φ(1 / √2) for two normal samples one standard deviation apart.
  expect(mean).toBeCloseTo(0.76025, 2);
});
