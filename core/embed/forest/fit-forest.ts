import type { Matrix } from '../../matrix/matrix.js';
import type { Random } from '../../random/random.js';
import { findLeaf } from './find-leaf.js';
import type { Forest } from './forest.js';
import { growTree, type Nodes } from './grow-tree.js';
import { drawnSamples } from './tree-samples.js';

/** A forest and how well it predicts rows that its trees have not seen. */
export interface FittedForest {
  readonly forest: Forest;
  /** Share of the target's variance that the trees explain which a row was not drawn for; can be below 0. */
  readonly outOfBagR2: number;
}

/**
 * A random forest for regression: each tree on a bootstrap of the rows, split by the best of all features.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 * @param target Float64Array (nSamples)
 * @param smallestLeaf fewest different rows of the bootstrap in a leaf
 * @see Breiman 2001, Random forests
 */
export function fitForest(
  points: Matrix,
  target: Float64Array,
  random: Random,
  { nTrees = 100, smallestLeaf = 1 }: { nTrees?: number; smallestLeaf?: number } = {},
): FittedForest {
  const columns = Array.from({ length: points.cols }, (_, j) => column(points, j));
  const sorted = columns.map(sortedRows);
  const nodes: Nodes = { features: [], thresholds: [], rights: [] };
  const roots = new Int32Array(nTrees);
  const drawn = Array.from({ length: nTrees }, () => bootstrap(points.rows, random));
  drawn.forEach((weights, tree) => {
    roots[tree] = nodes.features.length;
    growTree(nodes, drawnSamples(columns, sorted, target, weights), smallestLeaf);
  });
  const forest: Forest = {
    nFeatures: points.cols,
    roots,
    features: Int32Array.from(nodes.features),
    thresholds: Float64Array.from(nodes.thresholds),
    rights: Int32Array.from(nodes.rights),
  };
  return { forest, outOfBagR2: outOfBagR2(forest, points, target, drawn) };
}

const column = ({ data, rows, cols }: Matrix, j: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!);

const sortedRows = (values: Float64Array): Int32Array =>
  Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);

/** How often each row is drawn when as many are drawn as there are. */
function bootstrap(nSamples: number, random: Random): Int32Array {
  const weights = new Int32Array(nSamples);
  for (let draw = 0; draw < nSamples; draw++) weights[Math.floor(random() * nSamples)]!++;
  return weights;
}

function outOfBagR2(
  forest: Forest,
  points: Matrix,
  target: Float64Array,
  drawn: readonly Int32Array[],
): number {
  const sums = new Float64Array(points.rows);
  const counts = new Int32Array(points.rows);
  drawn.forEach((weights, tree) => {
    for (let i = 0; i < points.rows; i++) {
      if (weights[i]! > 0) continue;
      sums[i]! += forest.thresholds[findLeaf(forest, forest.roots[tree]!, points, i)]!;
      counts[i]!++;
    }
  });
  const seen = target.filter((_, i) => counts[i]! > 0);
  const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  let residual = 0;
  let total = 0;
  target.forEach((value, i) => {
    if (counts[i] === 0) return;
    residual += (value - sums[i]! / counts[i]!) ** 2;
    total += (value - mean) ** 2;
  });
  // Not total === 0: the mean of equal values can be off by rounding.
  return seen.every((value) => value === seen[0]) ? 0 : 1 - residual / total;
}
