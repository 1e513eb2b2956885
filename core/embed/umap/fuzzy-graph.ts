import type { Neighbours } from '../../neighbours/nearest-neighbours.js';
import { type NeighbourGraph, neighbourGraph } from '../neighbour-graph.js';
import { membership } from './membership.js';

/**
 * The union of what every point thinks of its neighbours: a + b - ab for an edge that one end gives a, the other b.
 * Weights are at most 1.
 * @param nNeighbors counts the point itself
 * @see McInnes, Healy, Melville 2018, UMAP, algorithm 1 and section 3.1
 */
export function fuzzyGraph(neighbours: Neighbours, nNeighbors: number): NeighbourGraph {
  const { k, distances } = neighbours;
  const own = new Float64Array(distances.length);
  for (let first = 0; first < own.length; first += k) {
    const row = [first, first + k] as const;
    membership(distances.subarray(...row), nNeighbors, own.subarray(...row));
  }
  return neighbourGraph(neighbours, own, (a, b) => a + b - a * b);
}
