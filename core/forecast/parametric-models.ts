import { type BgNbd, bgNbdAlive, bgNbdConditional } from '../clv/bg-nbd.js';
import { type ParetoNbd, paretoNbdAlive, paretoNbdConditional, paretoNbdStaying } from '../clv/pareto-nbd.js';
import type { OrderModel } from './order-model.js';

type Measured = OrderModel['measured'];

/** BG/NBD as a model of orders. */
export const bgNbdOrders = (model: BgNbd, measured: Measured): OrderModel => ({
  name: 'bgNbd',
  expected: (x, tx, T, t) => bgNbdConditional(model, x, tx, T, t),
  orderingWithin: (x, tx, T, t) => bgNbdAlive(model, x, tx, T) * orderingIfThere(model, x, T, t),
  measured,
});

/** Pareto/NBD as a model of orders. */
export const paretoNbdOrders = (model: ParetoNbd, measured: Measured): OrderModel => ({
  name: 'paretoNbd',
  expected: (x, tx, T, t) => paretoNbdConditional(model, x, tx, T, t),
  // As if everybody stayed for as long as all do on average: to 0.02 of the integral over their leaving.
  orderingWithin: (x, tx, T, t) =>
    paretoNbdAlive(model, x, tx, T) * orderingIfThere(model, x, T, paretoNbdStaying(model, T, t)),
  measured,
});

/** The probability that somebody who stays orders within t days: their rate is gamma(r + x, alpha + T). */
const orderingIfThere = ({ r, alpha }: { r: number; alpha: number }, x: number, T: number, t: number) =>
  1 - ((alpha + T) / (alpha + T + t)) ** (r + x);
