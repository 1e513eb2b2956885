import type { Matrix } from '../../matrix/matrix.js';
import type { Neighbours } from '../../neighbours/nearest-neighbours.js';
import type { Random } from '../../random/random.js';
import { fuzzyGraph } from './fuzzy-graph.js';
import { layOut } from './lay-out.js';
import type { UmapSettings } from './umap-settings.js';

/**
 * Draws a map in which neighbours stay together: uniform manifold approximation and projection to two dimensions.
 * @param neighbours nNeighbors - 1 of each point, or all where there are fewer
 * @param start Float64Array (nSamples × 2), row-major: where the points start
 * @returns Float64Array (nSamples × 2), row-major
 * @see McInnes, Healy, Melville 2018, UMAP: Uniform manifold approximation and projection for dimension reduction
 */
export function mapNeighbours(
  neighbours: Neighbours,
  start: Matrix,
  random: Random,
  { nNeighbors, curve, epochs }: UmapSettings,
): Matrix {
  const places = { ...start, data: start.data.slice() };
  const k = Math.min(nNeighbors, neighbours.k + 1);
  layOut(fuzzyGraph(neighbours, k), places, curve, random, { epochs });
  return places;
}
