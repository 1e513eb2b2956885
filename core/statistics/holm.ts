/**
 * P-values of several tests, raised so that the chance of any false finding among all of them stays at the level that
 * each is then held against.
 * @returns in the order handed in, at most 1
 * @see Holm 1979, A simple sequentially rejective multiple test procedure
 */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const raised = [...pValues];
  let most = 0;
  order.forEach((i, at) => {
    most = Math.max(most, Math.min(1, (pValues.length - at) * pValues[i]!));
    raised[i] = most;
  });
  return raised;
}
