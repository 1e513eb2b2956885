import { bestSplit, type Split } from './best-split.js';
import { none } from './forest.js';
import type { TreeSamples } from './tree-samples.js';

/** Nodes of the trees grown so far, see `Forest`. */
export interface Nodes {
  readonly features: number[];
  readonly thresholds: number[];
  readonly rights: number[];
}

/** A node still to be grown: its rows, and the parent that waits for the index of its right child. */
interface Pending {
  readonly start: number;
  readonly end: number;
  readonly parent: number;
}

/**
 * Appends a tree that is split until the target is the same throughout a leaf or a part would get too small.
 * @param samples the orders are changed
 */
export function growTree(nodes: Nodes, samples: TreeSamples, smallestLeaf: number): void {
  const nDrawn = samples.orders[0]!.length;
  const isLeft = new Uint8Array(samples.weights.length);
  const spare = new Int32Array(nDrawn);
  // A stack of our own, because one outlier after the other can make a tree deeper than calls may nest.
  const stack: Pending[] = [{ start: 0, end: nDrawn, parent: none }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { start, end, parent } = next;
    const node = nodes.features.length;
    if (parent !== none) nodes.rights[parent] = node;
    const isPure = isConstant(samples, start, end);
    const split = isPure ? undefined : bestSplit(samples, start, end, smallestLeaf);
    nodes.features.push(split?.feature ?? none);
    nodes.thresholds.push(split?.threshold ?? meanTarget(samples, start, end));
    nodes.rights.push(none);
    if (!split) continue;
    part(samples, split, start, end, isLeft, spare);
    stack.push({ start: split.at, end, parent: node }, { start, end: split.at, parent: none });
  }
}

function isConstant({ target, orders }: TreeSamples, start: number, end: number): boolean {
  const order = orders[0]!;
  const value = target[order[start]!]!;
  for (let at = start + 1; at < end; at++) if (target[order[at]!] !== value) return false;
  return true;
}

function meanTarget({ weighted, weights, orders }: TreeSamples, start: number, end: number): number {
  const order = orders[0]!;
  let sum = 0;
  let weight = 0;
  for (let at = start; at < end; at++) {
    sum += weighted[order[at]!]!;
    weight += weights[order[at]!]!;
  }
  return sum / weight;
}

/** Brings the rows of the left part to the front in every feature's order, which otherwise stays as it is. */
function part(
  { orders }: TreeSamples,
  { feature, at }: Split,
  start: number,
  end: number,
  isLeft: Uint8Array,
  spare: Int32Array,
): void {
  const by = orders[feature]!;
  for (let place = start; place < end; place++) isLeft[by[place]!] = place < at ? 1 : 0;
  for (const order of orders) {
    if (order === by) continue;
    let left = start;
    let right = 0;
    for (let place = start; place < end; place++) {
      // Written to both sides, of which one goes on: a branch here would be guessed wrong half of the time.
      const row = order[place]!;
      const goesLeft = isLeft[row]!;
      order[left] = row;
      spare[right] = row;
      left += goesLeft;
      right += 1 - goesLeft;
    }
    for (let place = 0; place < right; place++) order[left + place] = spare[place]!;
  }
}
