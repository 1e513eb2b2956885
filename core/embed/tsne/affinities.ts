import type { Neighbours } from '../../neighbours/nearest-neighbours.js';
import { type NeighbourGraph, neighbourGraph } from '../neighbour-graph.js';
import { calibrate } from './calibrate.js';

/**
 * How likely two points are taken for neighbours: (p(j|i) + p(i|j)) / 2n for each pair, which add up to 1 over the
 * edges from both of their ends.
 * @param neighbours three times the perplexity of each point, or all where there are fewer
 * @see van der Maaten 2014, Accelerating t-SNE using tree-based algorithms, section 3.1
 */
export function affinities(neighbours: Neighbours, perplexity: number): NeighbourGraph {
  const { k, distances } = neighbours;
  const own = new Float64Array(distances.length);
  for (let first = 0; first < own.length; first += k) {
    const row = [first, first + k] as const;
    calibrate(distances.subarray(...row), perplexity, own.subarray(...row));
  }
  const graph = neighbourGraph(neighbours, own, (a, b) => a + b);
  const nSamples = distances.length / k;
  return { ...graph, weights: graph.weights.map((weight) => weight / (2 * nSamples)) };
}
