/**
 * What the models of repeat buying need to know of each customer; customers with the same history are one row.
 *
 * | symbol | meaning | unit |
 * | --- | --- | --- |
 * | x | repeat orders: days with an order, the first not counted | |
 * | tx | from the first order to the last; 0 where x is 0 | time |
 * | T | from the first order to the end of the observation, >= tx | time |
 */
export interface BuyingHistories {
  /** Float64Array (nHistories) */
  readonly x: Float64Array;
  /** Float64Array (nHistories) */
  readonly tx: Float64Array;
  /** Float64Array (nHistories) */
  readonly T: Float64Array;
  /** Float64Array (nHistories): customers with each history. */
  readonly weights: Float64Array;
}

/**
 * The different histories among the customers', each once, in the order of their first customer.
 * @param x Float64Array (nCustomers); likewise tx and T
 */
export function groupHistories(x: Float64Array, tx: Float64Array, T: Float64Array): BuyingHistories {
  const rows = new Map<string, number>();
  const first: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const key = `${x[i]} ${tx[i]} ${T[i]}`;
    const row = rows.get(key);
    if (row === undefined) {
      rows.set(key, first.length);
      first.push(i);
      weights.push(1);
    } else weights[row]!++;
  }
  const taken = (values: Float64Array) => Float64Array.from(first, (i) => values[i]!);
  return { x: taken(x), tx: taken(tx), T: taken(T), weights: Float64Array.from(weights) };
}
