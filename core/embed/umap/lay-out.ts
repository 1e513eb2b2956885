import type { Matrix } from '../../matrix.js';
import type { Random } from '../../random.js';
import type { Curve } from './fit-curve.js';
import { type ForceTable, forceCell, forceTable } from './force-table.js';
import type { FuzzyGraph } from './fuzzy-graph.js';

const { max, min } = Math;

/** Strangers that push a point away, drawn each time it is pulled by a neighbour. */
const nStrangers = 5;
/** The farthest that one force moves a point along one axis. */
const longestMove = 4;

/**
 * Moves the places until neighbours are near and strangers are not, by stochastic gradient descent: an edge is
 * taken in a share of the epochs that is its weight, by a rate that falls from 1 to 0.
 * @param places Float64Array (nSamples × 2), row-major; changed
 * @see McInnes, Healy, Melville 2018, UMAP, algorithm 5
 */
export function layOut(
  graph: FuzzyGraph,
  places: Matrix,
  curve: Curve,
  random: Random,
  { epochs }: { epochs: number },
): void {
  const heaviest = graph.weights.reduce((a, b) => Math.max(a, b), 0);
  // An edge lighter than this is due in less than one epoch.
  const isDue = (weight: number) => weight * epochs >= heaviest;
  const edges = selectEdges(graph, isDue);
  const periods = edges.weights.map((weight) => heaviest / weight);
  const state: LayoutState = {
    ...edges,
    periods,
    due: periods.slice(),
    table: forceTable(curve),
    seed: Math.floor(random() * 2 ** 32) | 1,
  };
  for (let epoch = 0; epoch < epochs; epoch++) runEpoch(state, places, epoch, 1 - epoch / epochs);
}

interface LayoutState extends FuzzyGraph {
  /** Float64Array (nEdges): epochs from one turn of the edge to its next. */
  readonly periods: Float64Array;
  /** Float64Array (nEdges): the epoch of its next turn. */
  readonly due: Float64Array;
  readonly table: ForceTable;
  /** State of a 32-bit xorshift generator, never 0. */
  seed: number;
}

function selectEdges(graph: FuzzyGraph, isWanted: (weight: number) => boolean): FuzzyGraph {
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

const clip = (move: number): number => max(-longestMove, min(longestMove, move));

/** @see Marsaglia 2003, Xorshift RNGs, for the draws */
function runEpoch(state: LayoutState, { data, rows }: Matrix, epoch: number, rate: number): void {
  const { starts, targets, periods, due } = state;
  const { attraction, repulsion } = state.table;
  const perDraw = rows / 2 ** 32;
  let { seed } = state;
  for (let i = 0; i < rows; i++) {
    let x = data[2 * i]!;
    let y = data[2 * i + 1]!;
    for (let edge = starts[i]!; edge < starts[i + 1]!; edge++) {
      if (due[edge]! > epoch) continue;
      due[edge]! += periods[edge]!;
      const other = 2 * targets[edge]!;
      const dx = x - data[other]!;
      const dy = y - data[other + 1]!;
      const pull = attraction[forceCell(dx * dx + dy * dy)]!;
      const moveX = clip(pull * dx) * rate;
      const moveY = clip(pull * dy) * rate;
      x += moveX;
      y += moveY;
      data[other]! -= moveX;
      data[other + 1]! -= moveY;
      for (let draw = 0; draw < nStrangers; draw++) {
        seed ^= seed << 13;
        seed ^= seed >>> 17;
        seed ^= seed << 5;
        const stranger = ((seed >>> 0) * perDraw) | 0;
        if (stranger === i) continue;
        const fromX = x - data[2 * stranger]!;
        const fromY = y - data[2 * stranger + 1]!;
        const push = repulsion[forceCell(fromX * fromX + fromY * fromY)]!;
        x += clip(push * fromX) * rate;
        y += clip(push * fromY) * rate;
      }
    }
    data[2 * i] = x;
    data[2 * i + 1] = y;
  }
  state.seed = seed;
}
