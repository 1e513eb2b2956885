import type { Matrix } from '../../matrix/matrix.js';
import type { NeighbourGraph } from '../neighbour-graph.js';
import { pullOfNeighbours, pushFromAll } from './forces.js';
import type { PlaceTree } from './place-tree.js';

const pull = new Float64Array(2);
const push = new Float64Array(3);

/**
 * The gradient of the divergence of a map from the affinities: 4 (exaggeration pull - push / Z) of each point.
 * @param tree of the places
 * @param result Float64Array (nSamples × 2), row-major: where the gradient is written
 * @returns Z, the sum of the nearness of all pairs
 * @see van der Maaten 2014, Accelerating t-SNE using tree-based algorithms, equation 8
 */
export function gradient(
  graph: NeighbourGraph,
  places: Matrix,
  tree: PlaceTree,
  { angle, exaggeration }: { angle: number; exaggeration: number },
  result: Float64Array,
): number {
  let z = 0;
  for (let place = 0; place < places.rows; place++) {
    pushFromAll(tree, place, angle, push);
    const i = tree.samples[place]!;
    result[2 * i] = push[0]!;
    result[2 * i + 1] = push[1]!;
    z += push[2]!;
  }
  for (let i = 0; i < places.rows; i++) {
    pullOfNeighbours(graph, places.data, i, pull);
    result[2 * i] = 4 * (exaggeration * pull[0]! - result[2 * i]! / z);
    result[2 * i + 1] = 4 * (exaggeration * pull[1]! - result[2 * i + 1]! / z);
  }
  return z;
}

/**
 * The Kullback-Leibler divergence of a map from the affinities, in nats: the sum of p log(p Z / w) over the edges.
 * @see van der Maaten, Hinton 2008, Visualizing data using t-SNE, equation 2
 */
export function divergence(
  { starts, targets, weights }: NeighbourGraph,
  { data, rows }: Matrix,
  z: number,
): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let edge = starts[i]!; edge < starts[i + 1]!; edge++) {
      const dx = data[2 * i]! - data[2 * targets[edge]!]!;
      const dy = data[2 * i + 1]! - data[2 * targets[edge]! + 1]!;
      sum += weights[edge]! * Math.log(weights[edge]! * z * (1 + dx * dx + dy * dy));
    }
  }
  return sum;
}
