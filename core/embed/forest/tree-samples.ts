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
  return {
    columns,
    target,
    weights,
    weighted: target.map((value, i) => value * weights[i]!),
    orders: sorted.map((order) => order.filter((i) => weights[i]! > 0)),
  };
}
