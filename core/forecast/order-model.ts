import type { Random } from '../random.js';

/** Which model forecasts orders: the first that holds. */
export type OrderModelName = 'bgNbd' | 'paretoNbd' | 'rates';

/** Told when an order comes, in days from now. */
export type OnOrder = (time: number) => void;

/** Draws a customer's orders within the next t days, once. */
export type DrawFuture = (t: number, random: Random, onOrder: OnOrder) => void;

/**
 * A model of when customers order again, as it stands on one day. Histories (x, tx, T) are those of
 * `BuyingHistories`, in days.
 */
export interface OrderModel {
  readonly name: OrderModelName;
  /** The probability that the customer has not left, 0..1. */
  readonly alive: (x: number, tx: number, T: number) => number;
  /** Orders to be expected within the next t days. */
  readonly expected: (x: number, tx: number, T: number, t: number) => number;
  /** The futures of a customer, to be drawn as often as wanted. */
  readonly futuresOf: (x: number, tx: number, T: number) => DrawFuture;
  /** The days whose season the rates are of: after one, until the other. */
  readonly measured: readonly [after: number, until: number];
}
