import { nextGapQuantile } from '../clv/mbg-cnbd.js';
import type { KnownGaps } from './gap-histories.js';
import type { TimingModel } from './timing-model.js';

/** From when on a customer is taken for one who may have left, and has no date. */
export const leastAlive = 0.5;

/** When those who may well not have left are to be expected next: rows of the known customers that have a date. */
export interface NextOrders {
  /** Int32Array (n): row of the known customers, rising. */
  readonly rows: Int32Array;
  /** Float64Array (n): days from the day that was known last; half of those who order again do so by then. */
  readonly middle: Float64Array;
  /** Float64Array (n): a share of `level` of those who order again do so from then to then. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Float64Array (n): the probability of not having left, `leastAlive`..1. */
  readonly alive: Float64Array;
}

/**
 * Customers of the same history are looked at once.
 * @param level share of those who order again that the interval is to hold, 0..1
 */
export function nextOrders(known: KnownGaps, model: TimingModel, level: number): NextOrders {
  const dates = new Map<string, readonly [number, number, number, number]>();
  const rows: number[] = [];
  const found: (readonly [number, number, number, number])[] = [];
  for (let i = 0; i < known.x.length; i++) {
    const [x, tx, T] = [known.x[i]!, known.tx[i]!, known.T[i]!];
    const key = `${x} ${tx} ${T}`;
    let date = dates.get(key);
    if (!date) {
      const alive = model.alive(x, tx, T);
      const after = (share: number) =>
        alive < leastAlive ? 0 : nextGapQuantile(model, x, tx, T, share) - (T - tx);
      date = [alive, after(0.5), after((1 - level) / 2), after((1 + level) / 2)];
      dates.set(key, date);
    }
    if (date[0] < leastAlive) continue;
    rows.push(i);
    found.push(date);
  }
  const column = (at: 0 | 1 | 2 | 3) => Float64Array.from(found, (date) => date[at]);
  return {
    rows: Int32Array.from(rows),
    ...{ alive: column(0), middle: column(1), low: column(2), high: column(3) },
  };
}
