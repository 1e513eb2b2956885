import { bestSplit } from '../../../../core/embed/forest/best-split.js';
import { growTree, type Nodes } from '../../../../core/embed/forest/grow-tree.js';
import { drawnSamples } from '../../../../core/embed/forest/tree-samples.js';
import { createRandom } from '../../../../core/random/random.js';

/** @param weights how often each row was drawn */
function samplesOf(columns: readonly number[][], target: readonly number[], weights?: readonly number[]) {
  const sorted = columns.map((values) =>
    Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b),
  );
  return drawnSamples(
    columns.map((values) => Float64Array.from(values)),
    sorted,
    Float64Array.from(target),
    Int32Array.from(weights ?? target.map(() => 1)),
  );
}

test('four rows by hand', () => {
  // Parting {0, 0} from {6, 8} leaves 0 + 2 of squared deviations; {0} from the rest 34.67; {0, 0, 6} from {8} 24.
  const samples = samplesOf([[1, 2, 4, 8]], [0, 0, 6, 8]);
  expect(bestSplit(samples, 0, 4, 1)).toEqual({ feature: 0, at: 2, threshold: 3 });
});

test('a tree of four rows by hand', () => {
  const nodes: Nodes = { features: [], thresholds: [], rights: [] };
  growTree(nodes, samplesOf([[1, 2, 4, 8]], [0, 0, 6, 8]), 1);
  // 0: up to 3? 1: leaf of 0. 2: up to 6? 3: leaf of 6. 4: leaf of 8.
  expect(nodes).toEqual({
    features: [0, -1, 0, -1, -1],
    thresholds: [3, 0, 6, 6, 8],
    rights: [2, -1, 4, -1, -1],
  });
});

test('equal values are never parted, and no part is smaller than allowed', () => {
  expect(bestSplit(samplesOf([[1, 1, 1, 1]], [0, 0, 6, 8]), 0, 4, 1)).toBeUndefined();
  expect(bestSplit(samplesOf([[1, 1, 1, 2]], [0, 0, 6, 8]), 0, 4, 1)).toMatchObject({ at: 3 });
  expect(bestSplit(samplesOf([[1, 2, 3, 4]], [0, 9, 9, 9]), 0, 4, 2)).toMatchObject({ at: 2 });
  expect(bestSplit(samplesOf([[1, 2, 3]], [0, 9, 9]), 0, 3, 2)).toBeUndefined();
});

test('the threshold between neighbouring doubles is the lower one', () => {
  const above = 1 + Number.EPSILON;
  expect(bestSplit(samplesOf([[1, above]], [0, 1]), 0, 2, 1)!.threshold).toBe(1);
});

test('brute force finds no better split, with rows drawn several times', () => {
  const random = createRandom(11);
  for (let trial = 0; trial < 100; trial++) {
    const n = 2 + Math.floor(random() * 30);
    const column = () => Array.from({ length: n }, () => Math.floor(random() * 10));
    const columns = [column(), column(), column()];
    const target = Array.from({ length: n }, random);
    const weights = Array.from({ length: n }, () => 1 + Math.floor(random() * 3));
    const left = leastDeviations(columns, target, weights);
    const split = bestSplit(samplesOf(columns, target, weights), 0, n, 1);
    if (!split) expect(left).toBe(Number.POSITIVE_INFINITY);
    else
      expect(deviationsBy(columns[split.feature]!, split.threshold, target, weights)).toBeCloseTo(left, 10);
  }
});

function leastDeviations(columns: number[][], target: number[], weights: number[]): number {
  const candidates = columns.flatMap((column) =>
    column
      .filter((value) => value < Math.max(...column))
      .map((value) => deviationsBy(column, value, target, weights)),
  );
  return Math.min(...candidates);
}

function deviationsBy(column: number[], threshold: number, target: number[], weights: number[]): number {
  const part = (isLeft: boolean) => [...column.keys()].filter((i) => column[i]! <= threshold === isLeft);
  const deviations = (rows: number[]) => {
    const weight = rows.reduce((sum, i) => sum + weights[i]!, 0);
    const mean = rows.reduce((sum, i) => sum + weights[i]! * target[i]!, 0) / weight;
    return rows.reduce((sum, i) => sum + weights[i]! * (target[i]! - mean) ** 2, 0);
  };
  return deviations(part(true)) + deviations(part(false));
}
