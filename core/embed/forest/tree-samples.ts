/** What one tree is grown on: the rows of its bootstrap, sorted by every feature, of which a node is a range. */
export interface TreeSamples {
  /** Per feature a Float64Array (nSamples). */
  readonly columns: readonly Float64Array[];
  /** Float64Array (nSamples), any unit. */
  readonly target: Float64Array;
  /** Int32Array (nSamples): how often the row was drawn. */
  readonly weights: Int32Array;
  /** Float64Array (nSamples): the target times the weight. */
  readonly weighted: Float64Array;
  /** Per feature an Int32Array (nDrawn): the rows drawn, by rising value; every node's range holds the same rows. */
  readonly orders: readonly Int32Array[];
}

/** @param sorted per feature all rows by rising value */
export function drawnSamples(
  columns: readonly Float64Array[],
  sorted: readonly Int32Array[],
  target: Float64Array,
  weights: Int32Array,
): TreeSamples {
  const weighted = new Float64Array(target.length);
  let nDrawn = 0;
  for (let i = 0; i < target.length; i++) {
    weighted[i] = target[i]! * weights[i]!;
    if (weights[i]! > 0) nDrawn++;
  }
  const orders = sorted.map((order) => drawnOnly(order, weights, nDrawn));
  return { columns, target, weights, weighted, orders };
}

/** Without a branch, and without a call per row, which takes as long as growing the tree. */
function drawnOnly(order: Int32Array, weights: Int32Array, nDrawn: number): Int32Array {
  const drawn = new Int32Array(nDrawn + 1);
  let count = 0;
  for (let at = 0; at < order.length; at++) {
    drawn[count] = order[at]!;
    count += weights[order[at]!]! > 0 ? 1 : 0;
  }
  return drawn.subarray(0, nDrawn);
}
