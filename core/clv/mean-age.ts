import type { BuyingHistories } from './buying-histories.js';

/** Mean over the customers of the time since the first order: a scale for what is measured in time. */
export function meanAge({ T, weights }: BuyingHistories): number {
  let time = 0;
  let customers = 0;
  for (let i = 0; i < T.length; i++) {
    time += T[i]! * weights[i]!;
    customers += weights[i]!;
  }
  return time / customers;
}
