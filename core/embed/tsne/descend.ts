import type { Matrix } from '../../matrix/matrix.js';
import type { NeighbourGraph } from '../neighbour-graph.js';
import { divergence, gradient } from './gradient.js';
import { buildPlaceTree, refitPlaceTree } from './place-tree.js';
import type { TsneSettings } from './tsne-settings.js';

/** As in the reference implementation: first groups form, pulled twelve times as strongly, then they spread out. */
const gathering = { exaggeration: 12, momentum: 0.5 };
const spreading = { exaggeration: 1, momentum: 0.8 };
/** Who is with whom in the tree hardly changes from one step to the next; boxes and means are always up to date. */
const stepsPerTree = 10;

/** A map, and how far it is from the affinities, in nats, at the end of each phase. */
export interface Descent {
  /** Float64Array (nSamples × 2), row-major. */
  readonly places: Matrix;
  readonly divergences: readonly [gathered: number, spread: number];
}

/**
 * Moves the places down the gradient of the divergence, each coordinate by a rate of its own that grows while its
 * direction stays.
 * @param start Float64Array (nSamples × 2), row-major
 * @see van der Maaten 2014, Accelerating t-SNE using tree-based algorithms, section 5; Belkina et al. 2019,
 *   Automated optimized parameters for t-SNE, for the learning rate
 */
export function descend(
  graph: NeighbourGraph,
  start: Matrix,
  { angle, gatheringSteps, spreadingSteps }: TsneSettings,
): Descent {
  const places = { ...start, data: start.data.slice() };
  const rate = Math.max(50, places.rows / gathering.exaggeration / 4);
  const motion = {
    gains: new Float64Array(places.data.length).fill(1),
    moves: new Float64Array(places.data.length),
    slopes: new Float64Array(places.data.length),
  };
  let tree = buildPlaceTree(places);
  const run = (steps: number, { exaggeration, momentum }: typeof gathering): number => {
    let z = 0;
    for (let step = 0; step < steps; step++) {
      if (step % stepsPerTree === 0) tree = buildPlaceTree(places);
      else refitPlaceTree(tree, places);
      z = gradient(graph, places, tree, { angle, exaggeration }, motion.slopes);
      move(places.data, motion, rate, momentum);
    }
    return divergence(graph, places, z);
  };
  const gathered = run(gatheringSteps, gathering);
  return { places, divergences: [gathered, run(spreadingSteps, spreading)] };
}

interface Motion {
  /** Float64Array (nSamples × 2) each: factor of the rate, last move, and slope of every coordinate. */
  readonly gains: Float64Array;
  readonly moves: Float64Array;
  readonly slopes: Float64Array;
}

const smallestGain = 0.01;

function move(places: Float64Array, { gains, moves, slopes }: Motion, rate: number, momentum: number): void {
  for (let at = 0; at < places.length; at++) {
    const keepsOn = slopes[at]! * moves[at]! < 0;
    gains[at] = keepsOn ? gains[at]! + 0.2 : Math.max(smallestGain, gains[at]! * 0.8);
    moves[at] = momentum * moves[at]! - rate * gains[at]! * slopes[at]!;
    places[at]! += moves[at]!;
  }
}
