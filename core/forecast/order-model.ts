/** Which model forecasts orders: the first that holds. */
export type OrderModelName = 'bgNbd' | 'paretoNbd' | 'rates';

/**
 * A model of when customers order again, as it stands on one day. Histories (x, tx, T) are those of
 * `BuyingHistories`, in days.
 */
export interface OrderModel {
  readonly name: OrderModelName;
  /** Orders to be expected within the next t days. */
  readonly expected: (x: number, tx: number, T: number, t: number) => number;
  /** The probability of an order within the next t days, 0..1. */
  readonly orderingWithin: (x: number, tx: number, T: number, t: number) => number;
  /** The days whose season the rates are of: after one, until the other. */
  readonly measured: readonly [after: number, until: number];
}
