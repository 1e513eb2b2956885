import { type Nbd, nbdRate } from '../clv/nbd.js';
import { boughtWithin, knownAt, type OrderDays } from './order-days.js';
import type { OrderModel } from './order-model.js';

/** How overdue a customer is: orders that their own rate let expect since the last one. Ends of the classes, rising. */
const overdueEnds = [0.5, 1, 2, 4, Number.POSITIVE_INFINITY];
/** How often a customer has ordered again. Ends of the classes, rising. */
const repeatEnds = [1, 3, 7, 15, 30, Number.POSITIVE_INFINITY];
/** A class counts as if it had so many orders more, as many as expected. */
const borrowedOrders = 20;

/**
 * A model for data in which the likelihood sees nobody leave: each customer goes on at a rate of their own, times what
 * customers as overdue, and what customers as frequent as they are, have kept to lately.
 * @param past NBD fitted to what was known `windowDays` before `day`: the classes are measured from then to `day`
 * @param present NBD fitted to what is known at `day`
 */
export function ratesOrders(
  orders: OrderDays,
  day: number,
  windowDays: number,
  past: Nbd,
  present: Nbd,
): OrderModel {
  const { stillThere, pace } = measureClasses(orders, day - windowDays, day, past);
  const stillThereOf = (x: number, tx: number, T: number) => stillThere[overdueClass(present, x, tx, T)]!;
  const paceOf = (x: number) => pace[classOf(repeatEnds, x)]!;
  return {
    name: 'rates',
    expected: (x, tx, T, t) => stillThereOf(x, tx, T) * paceOf(x) * nbdRate(present, x, T) * t,
    orderingWithin: (x, tx, T, t) => {
      const time = present.alpha + T;
      return stillThereOf(x, tx, T) * (1 - (time / (time + paceOf(x) * t)) ** (present.r + x));
    },
    measured: [day - windowDays, day],
  };
}

const classOf = (ends: readonly number[], value: number) => ends.findIndex((end) => value < end);

const overdueClass = (model: Nbd, x: number, tx: number, T: number) =>
  classOf(overdueEnds, nbdRate(model, x, tx) * (T - tx));

/** What customers kept to between two days, by what was known of them before. */
function measureClasses(orders: OrderDays, after: number, until: number, model: Nbd) {
  const { customers, x, tx, T } = knownAt(orders, after);
  const came = boughtWithin(orders, customers, after, until).orders;
  const expected = x.map((count, i) => nbdRate(model, count, T[i]!) * (until - after));
  const overdue = Int32Array.from(x, (count, i) => overdueClass(model, count, tx[i]!, T[i]!));
  const [freshest, ...later] = keptByClass(overdueEnds.length, overdue, came, expected);
  // Who is more overdue is not likelier to be there.
  let least = 1;
  const stillThere = [1, ...later.map((kept) => (least = Math.min(least, kept / freshest!)))];
  const repeats = Int32Array.from(x, (count) => classOf(repeatEnds, count));
  const stayed = expected.map((count, i) => count * stillThere[overdue[i]!]!);
  return { stillThere, pace: keptByClass(repeatEnds.length, repeats, came, stayed) };
}

/** Orders that came over orders that were expected, by class; drawn to the ratio of all where few were expected. */
function keptByClass(
  nClasses: number,
  classes: Int32Array,
  came: Float64Array,
  expected: Float64Array,
): number[] {
  const sums = { came: new Float64Array(nClasses), expected: new Float64Array(nClasses) };
  classes.forEach((c, i) => {
    sums.came[c]! += came[i]!;
    sums.expected[c]! += expected[i]!;
  });
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const overall = sum(sums.came) / sum(sums.expected);
  return Array.from(
    sums.came,
    (count, c) => (count + borrowedOrders * overall) / (sums.expected[c]! + borrowedOrders),
  );
}
