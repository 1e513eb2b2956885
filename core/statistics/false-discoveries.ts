/**
 * Benjamini and Hochberg's adjusted p-values: whoever takes those up to q for findings has a share of at most q among
 * them that is none, in the mean; also where the tests depend on one another positively.
 * @param pValues Float64Array (nTests), 0..1
 * @returns Float64Array (nTests), 0..1, in the order of the tests
 * @see Benjamini and Hochberg 1995, Controlling the false discovery rate; Benjamini and Yekutieli 2001, theorem 1.2
 */
export function adjustedForDiscoveries(pValues: Float64Array): Float64Array {
  const n = pValues.length;
  const order = Array.from(pValues.keys()).sort((i, j) => pValues[i]! - pValues[j]! || i - j);
  const adjusted = new Float64Array(n);
  let least = 1;
  for (let rank = n; rank > 0; rank--) {
    const i = order[rank - 1]!;
    least = Math.min(least, (pValues[i]! * n) / rank);
    adjusted[i] = least;
  }
  return adjusted;
}
