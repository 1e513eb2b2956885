import type { GaussianMixture } from '../../../core/cluster/component-densities.js';
import { whiten } from '../../../core/cluster/component-densities.js';
import { createMoments, emStep, sumMoments } from '../../../core/cluster/em-step.js';
import { hasThreeColumns, sumMomentsOfThree } from '../../../core/cluster/em-step-of-three.js';
import { pointBlocks } from '../../../core/cluster/point-blocks.js';
import { wardTree } from '../../../core/cluster/ward-tree.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { silhouettes } from '../../../core/metrics/silhouettes.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom, type Random } from '../../../core/random/random.js';
import { claimMemory, doublesAt, layOut } from '../../../core/simd/kernels.js';

const drawPoints = (random: Random, rows: number, cols: number): Matrix => ({
  data: Float64Array.from({ length: rows * cols }, () => 3 * drawNormal(random)),
  rows,
  cols,
});

/** Components with covariances of many sizes. */
function drawMixture(random: Random, nClusters: number, cols: number): GaussianMixture {
  const covariances = new Float64Array(nClusters * cols * cols);
  for (let k = 0; k < nClusters; k++) {
    const scale = 10 ** (3 * random() - 2);
    for (let j = 0; j < cols; j++)
      for (let m = 0; m < cols; m++)
        covariances[(k * cols + j) * cols + m] = scale * (j === m ? 1 + random() : 0.3);
    for (let j = 0; j < cols; j++)
      for (let m = 0; m < j; m++)
        covariances[(k * cols + m) * cols + j] = covariances[(k * cols + j) * cols + m]!;
  }
  const raw = Float64Array.from({ length: nClusters }, () => 0.1 + random());
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return {
    weights: raw.map((weight) => weight / total),
    means: drawPoints(random, nClusters, cols),
    covariances,
  };
}

test.each([1, 2, 3])('a mixture of %d features steps two points at a time as it does one by one', (cols) => {
  const random = createRandom(`em/${cols}`);
  for (let round = 0; round < 20; round++) {
    const rows = 1 + Math.floor(random() * 150);
    const points = drawPoints(random, rows, cols);
    // Far off: every density is 0 in double precision, and the exponents are beyond all tables.
    if (round % 4 === 0) points.data[0] = 1e9;
    const blocks = pointBlocks(
      points,
      Float64Array.from({ length: rows }, () => 1 + Math.floor(3 * random())),
    );
    const mixture = drawMixture(random, 1 + (round % 7), cols);
    const whitening = whiten(mixture);
    const [found, plain] = [createMoments(mixture), createMoments(mixture)];
    if (!hasThreeColumns(blocks)) throw new Error('blocks of up to three features have columns');
    const logLikelihood = sumMomentsOfThree(blocks, whitening, found);
    expect(Math.abs(logLikelihood / sumMoments(blocks, whitening, plain) - 1)).toBeLessThan(1e-13);
    // Of a component that is nobody's, only that it is next to nothing can be known.
    const farthest = points.data.reduce((most, value) => Math.max(most, Math.abs(value)), 20);
    for (const [name, scale] of [
      ['sizes', 1] as const,
      ['sums', farthest] as const,
      ['products', farthest ** 2] as const,
    ])
      plain[name].forEach((value, at) => {
        expect(Math.abs(found[name][at]! - value)).toBeLessThan(1e-14 * rows * scale);
      });
  }
});

test('whoever shares the memory finds what is theirs', () => {
  const random = createRandom('shared');
  const few = pointBlocks(drawPoints(random, 50, 3), new Float64Array(50).fill(1));
  const many = pointBlocks(drawPoints(random, 5000, 2), new Float64Array(5000).fill(1));
  const ofFew = drawMixture(random, 3, 3);
  const ofMany = drawMixture(random, 9, 2);
  const alone = [emStep(few, ofFew, 0), emStep(many, ofMany, 0)];
  const labels = Int32Array.from({ length: 800 }, (_, i) => i % 3);
  for (let round = 0; round < 3; round++) {
    expect(emStep(few, ofFew, 0)).toEqual(alone[0]);
    silhouettes(drawPoints(random, 800, 4), [labels]);
    expect(emStep(many, ofMany, 0)).toEqual(alone[1]);
    wardTree(drawPoints(random, 300, 2));
  }
});

test('the memory grows to what is asked for, and says who had it', () => {
  const owner = {};
  const { at, bytes } = layOut({ small: 4, large: 8 * 3_000_000 });
  expect(at.large % 16).toBe(0);
  expect(at.large).toBeGreaterThanOrEqual(at.small + 4);
  expect(claimMemory(owner, bytes)).toBe(false);
  doublesAt(at.large, 3_000_000).fill(7);
  expect(claimMemory(owner, bytes)).toBe(true);
  expect(doublesAt(at.large, 3_000_000).at(-1)).toBe(7);
  expect(claimMemory({}, bytes)).toBe(false);
});
