import type { Matrix } from '../../matrix/matrix.js';
import type { Random } from '../../random/random.js';
import type { NeighbourGraph } from '../neighbour-graph.js';
import type { Curve } from './fit-curve.js';
import { type ForceTable, forceCell, forceTable } from './force-table.js';
import { createStrangers, type Strangers, shuffleStrangers } from './strangers.js';

/** Strangers that push a point away each time it is pulled by a neighbour. */
const nStrangers = 5;
/** Turns of the edges are counted in such parts of an epoch, so that they are whole numbers. */
const ticksPerEpoch = 2 ** 18;

/**
 * Moves the places until neighbours are near and strangers are not, by stochastic gradient descent: an edge is
 * taken in a share of the epochs that is its weight, by a rate that falls from 1 to 0. The strangers of one turn
 * push from where they were when the epoch began, together: so their forces do not wait for one another, and a map
 * settles in fewer epochs.
 * @param places Float64Array (nSamples × 2), row-major; changed
 * @param epochs at most 4,095
 * @see McInnes, Healy, Melville 2018, UMAP, algorithm 5
 */
export function layOut(
  graph: NeighbourGraph,
  places: Matrix,
  curve: Curve,
  random: Random,
  { epochs }: { epochs: number },
): void {
  const layout = prepare(graph, places, curve, random, epochs);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffleStrangers(layout.strangers, places);
    const now = epoch * ticksPerEpoch;
    const rate = 1 - epoch / epochs;
    // One call per point: a loop over all would run most of the time as code compiled for its first turns.
    for (let i = 0, turn = 0; i < places.rows; i++) turn = movePoint(layout, i, now, rate, turn);
  }
}

interface Layout extends ForceTable {
  readonly places: Float64Array;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Int32Array (nEdges): ticks from one turn of the edge to its next. */
  readonly periods: Int32Array;
  /** Int32Array (nEdges): the tick of its next turn. */
  readonly dues: Int32Array;
  /** Int32Array (most edges of a point): the other ends of the edges whose turn it is. */
  readonly pulling: Int32Array;
  readonly strangers: Strangers;
}

function prepare(
  graph: NeighbourGraph,
  { data, rows }: Matrix,
  curve: Curve,
  random: Random,
  epochs: number,
): Layout {
  const heaviest = graph.weights.reduce((a, b) => Math.max(a, b), 0);
  // An edge lighter than this is due in less than one epoch.
  const { starts, targets, weights } = selectEdges(graph, (weight) => weight * epochs >= heaviest);
  const periods = Int32Array.from(weights, (weight) => Math.round((ticksPerEpoch * heaviest) / weight));
  let most = 0;
  for (let i = 0; i < rows; i++) most = Math.max(most, starts[i + 1]! - starts[i]!);
  return {
    ...forceTable(curve),
    places: data,
    starts,
    targets,
    periods,
    dues: periods.slice(),
    pulling: new Int32Array(most),
    strangers: createStrangers(rows, nStrangers, random),
  };
}

function selectEdges(graph: NeighbourGraph, isWanted: (weight: number) => boolean): NeighbourGraph {
  const starts = new Int32Array(graph.starts.length);
  const targets = graph.targets.filter((_, edge) => isWanted(graph.weights[edge]!));
  const weights = graph.weights.filter(isWanted);
  for (let i = 0, kept = 0; i < starts.length - 1; i++) {
    for (let edge = graph.starts[i]!; edge < graph.starts[i + 1]!; edge++)
      if (isWanted(graph.weights[edge]!)) kept++;
    starts[i + 1] = kept;
  }
  return { starts, targets, weights };
}

/** @returns the place after that of the last stranger taken */
function movePoint(layout: Layout, i: number, now: number, rate: number, first: number): number {
  const { places, pulling, attraction, repulsion, strangers } = layout;
  const count = takeTurns(layout, i, now);
  const nSamples = places.length >> 1;
  let x = places[2 * i]!;
  let y = places[2 * i + 1]!;
  let turn = first;
  for (let p = 0; p < count; p++) {
    const other = 2 * pulling[p]!;
    const dx = x - places[other]!;
    const dy = y - places[other + 1]!;
    const pull = rate * attraction[forceCell(dx * dx + dy * dy)]!;
    x += pull * dx;
    y += pull * dy;
    places[other]! -= pull * dx;
    places[other + 1]! -= pull * dy;
    let pushX = 0;
    let pushY = 0;
    for (const end = turn + nStrangers; turn < end; turn++) {
      if (strangers.samples[turn] === i) continue;
      const fromX = x - strangers.places[2 * turn]!;
      const fromY = y - strangers.places[2 * turn + 1]!;
      const push = repulsion[forceCell(fromX * fromX + fromY * fromY)]!;
      pushX += push * fromX;
      pushY += push * fromY;
    }
    x += rate * pushX;
    y += rate * pushY;
    while (turn >= nSamples) turn -= nSamples;
  }
  places[2 * i] = x;
  places[2 * i + 1] = y;
  return turn;
}

/** Lists the edges of a point whose turn it is; without a branch, which nothing could predict. */
function takeTurns({ starts, targets, periods, dues, pulling }: Layout, i: number, now: number): number {
  let count = 0;
  for (let edge = starts[i]!, end = starts[i + 1]!; edge < end; edge++) {
    const due = dues[edge]!;
    const isDue = (due - now - 1) >>> 31;
    pulling[count] = targets[edge]!;
    dues[edge] = due + (periods[edge]! & -isDue);
    count += isDue;
  }
  return count;
}
