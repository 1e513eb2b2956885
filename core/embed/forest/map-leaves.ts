import { distinctRows } from '../../cluster/distinct-rows.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { Random } from '../../random/random.js';
import { firstRows } from '../first-rows.js';
import { pickRows } from '../pick-rows.js';
import { initialPlaces } from '../umap/initial-places.js';
import { mapNeighbours } from '../umap/map-neighbours.js';
import type { UmapSettings } from '../umap/umap-settings.js';
import { leafNeighbours } from './leaf-neighbours.js';
import type { Leaves } from './leaves-of.js';

export interface LeafMap {
  /** Float64Array (nSamples × 2), row-major: the place of each row. */
  readonly points: Matrix;
  /** The different leaves, and Float64Array (nDistinct × 2) their places. */
  readonly known: Leaves;
  readonly places: Matrix;
}

/**
 * Maps rows to two dimensions by the leaves that they fall to; those of the same leaves in all trees share a place.
 * @param points Float64Array (nSamples × nFeatures), row-major: what places start from
 * @returns undefined where all rows fall to the same leaves
 */
export function mapLeaves(
  { nTrees, ids }: Leaves,
  points: Matrix,
  random: Random,
  settings: UmapSettings,
): LeafMap | undefined {
  const all: Matrix = { data: Float64Array.from(ids), rows: points.rows, cols: nTrees };
  const distinct = distinctRows(all);
  if (distinct.count < 2) return undefined;
  const known = { nTrees, ids: Int32Array.from(firstRows(all, distinct).data) };
  const start = initialPlaces(firstRows(points, distinct), random);
  const places = mapNeighbours(leafNeighbours(known, settings.nNeighbors - 1), start, random, settings);
  return { points: pickRows(places, distinct.ids), known, places };
}
