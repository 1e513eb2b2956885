import { readFileSync } from 'node:fs';
import { fitForest } from '../core/embed/forest/fit-forest.js';
import { leavesOf } from '../core/embed/forest/leaves-of.js';
import { mapLeaves } from '../core/embed/forest/map-leaves.js';
import { umapSettings } from '../core/embed/umap/umap-settings.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { createRandom } from '../core/random/random.js';

/** `ours` as the space `forest` is made, `peer` as scikit-learn and umap-learn are by default. */
export const mapSettings = {
  ours: { smallestLeaf: 5, umap: umapSettings() },
  peer: { smallestLeaf: 1, umap: umapSettings({ nNeighbors: 15, minDist: 0.1, epochs: 500 }) },
};
export type MapSettings = keyof typeof mapSettings;

export interface Customers {
  readonly features: Matrix;
  readonly revenue: Float64Array;
}

/** The first column is the revenue, the others are what the forest predicts it by. */
export function readCustomers(file: string): Customers {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  const features = Float64Array.from(rows.flatMap(([, ...others]) => others));
  return {
    features: { data: features, rows: rows.length, cols: rows[0]!.length - 1 },
    revenue: Float64Array.from(rows, ([revenue]) => revenue!),
  };
}

/** Customers mapped by the leaves of 100 trees. `mark` is called at the end of each part. */
export function mapByLeaves(
  { features, revenue }: Customers,
  seed: number,
  settings: MapSettings,
  mark: (part: string) => void,
): Matrix {
  const { smallestLeaf, umap } = mapSettings[settings];
  const random = createRandom(seed);
  const { forest } = fitForest(features, revenue, random, { nTrees: 100, smallestLeaf });
  const leaves = leavesOf(forest, features);
  mark('forest');
  const { points } = mapLeaves(leaves, features, random, umap)!;
  mark('umap');
  return points;
}
