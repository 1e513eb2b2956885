import type { Neighbours } from '../neighbours/nearest-neighbours.js';

/** An undirected graph with weighted edges, each stored from both of its ends. */
export interface NeighbourGraph {
  /** Int32Array (nSamples + 1): the edges of point i are starts[i]..starts[i + 1] - 1. */
  readonly starts: Int32Array;
  /** Int32Array (nEdges): the other end, rising along the edges of a point. */
  readonly targets: Int32Array;
  /** Float64Array (nEdges), above 0. */
  readonly weights: Float64Array;
}

/**
 * Joins every point with its neighbours and with those whose neighbour it is.
 * @param own Float64Array (nSamples × k): what each point thinks of each neighbour; 0 is no edge
 * @param unite what two ends think of one another makes the weight of their edge: symmetric, and a where b is 0
 */
export function neighbourGraph(
  { k, samples }: Neighbours,
  own: Float64Array,
  unite: (a: number, b: number) => number,
): NeighbourGraph {
  const nSamples = samples.length / k;
  const holders = transpose(nSamples, k, samples, own);
  const starts = new Int32Array(nSamples + 1);
  const targets = new Int32Array(samples.length + holders.targets.length);
  const weights = new Float64Array(targets.length);
  const weightTo = new Float64Array(nSamples);
  let end = 0;
  const add = (j: number, weight: number) => {
    if (weight === 0) return;
    if (weightTo[j] === 0) targets[end++] = j;
    weightTo[j] = unite(weight, weightTo[j]!);
  };
  for (let i = 0; i < nSamples; i++) {
    const start = end;
    for (let at = i * k; at < (i + 1) * k; at++) add(samples[at]!, own[at]!);
    for (let at = holders.starts[i]!; at < holders.starts[i + 1]!; at++)
      add(holders.targets[at]!, holders.weights[at]!);
    targets.subarray(start, end).sort();
    for (let edge = start; edge < end; edge++) {
      weights[edge] = weightTo[targets[edge]!]!;
      weightTo[targets[edge]!] = 0;
    }
    starts[i + 1] = end;
  }
  return { starts, targets: targets.slice(0, end), weights: weights.slice(0, end) };
}

/** Who holds on to point i, and how strongly, rising by who. */
function transpose(nSamples: number, k: number, samples: Int32Array, own: Float64Array): NeighbourGraph {
  const starts = new Int32Array(nSamples + 1);
  for (let at = 0; at < own.length; at++) if (own[at]! > 0) starts[samples[at]! + 1]!++;
  for (let i = 0; i < nSamples; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const targets = new Int32Array(starts[nSamples]!);
  const weights = new Float64Array(targets.length);
  for (let at = 0; at < own.length; at++) {
    if (own[at] === 0) continue;
    const place = next[samples[at]!]!++;
    targets[place] = Math.floor(at / k);
    weights[place] = own[at]!;
  }
  return { starts, targets, weights };
}
