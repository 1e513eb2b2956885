import type { TreeSamples } from './tree-samples.js';

/** Where a node is parted: `at` is the first place of the right part in the order of the feature. */
export interface Split {
  readonly feature: number;
  readonly at: number;
  readonly threshold: number;
}

/**
 * The split of the node start..end - 1 that leaves the least variance, or undefined where there is none; of equally
 * good ones that of the first feature with the lowest threshold.
 * @see Breiman, Friedman, Olshen, Stone 1984, Classification and regression trees, section 8.4
 */
export function bestSplit(
  samples: TreeSamples,
  start: number,
  end: number,
  smallestLeaf: number,
): Split | undefined {
  if (end - start < 2 * smallestLeaf) return undefined;
  const { weights, weighted, orders, columns } = samples;
  const first = orders[0]!;
  let totalWeight = 0;
  let totalSum = 0;
  for (let at = start; at < end; at++) {
    totalWeight += weights[first[at]!]!;
    totalSum += weighted[first[at]!]!;
  }
  let best = 0;
  let feature = -1;
  let bestAt = 0;
  for (let f = 0; f < orders.length; f++) {
    const order = orders[f]!;
    const column = columns[f]!;
    let leftWeight = 0;
    let leftSum = 0;
    let value = column[order[start]!]!;
    for (let at = start + 1; at <= end - smallestLeaf; at++) {
      const before = order[at - 1]!;
      leftWeight += weights[before]!;
      leftSum += weighted[before]!;
      const next = column[order[at]!]!;
      const isTie = next === value;
      value = next;
      if (isTie || at - start < smallestLeaf) continue;
      // What the split explains, leftWeight rightWeight (leftMean - rightMean)², times a constant, with one division.
      const difference = leftSum * totalWeight - totalSum * leftWeight;
      const gain = (difference * difference) / (leftWeight * (totalWeight - leftWeight));
      if (gain <= best) continue;
      best = gain;
      feature = f;
      bestAt = at;
    }
  }
  if (feature < 0) return undefined;
  return { feature, at: bestAt, threshold: thresholdAt(samples, feature, bestAt) };
}

/** Halfway between two values, but never the upper one, which rounding could make of it. */
function thresholdAt({ orders, columns }: TreeSamples, feature: number, at: number): number {
  const order = orders[feature]!;
  const below = columns[feature]![order[at - 1]!]!;
  const above = columns[feature]![order[at]!]!;
  const middle = below + (above - below) / 2;
  return middle < above ? middle : below;
}
