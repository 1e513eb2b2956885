import { type BuyingHistories, groupHistories } from '../../../core/clv/buying-histories.js';
import { drawExponential } from '../../../core/random/draw-exponential.js';
import type { Random } from '../../../core/random/random.js';

/** Repeat orders of one customer, drawn: times after the first order, rising, none beyond T. */
export type DrawOrders = (T: number, random: Random) => number[];

/** Orders at a rate until T; after each, `isLeaving` says whether it was the last. */
export function drawUntil(rate: number, T: number, random: Random, isLeaving: () => boolean): number[] {
  const times: number[] = [];
  for (let time = drawExponential(random, rate); time <= T; time += drawExponential(random, rate)) {
    times.push(time);
    if (isLeaving()) break;
  }
  return times;
}

/** Histories of customers who came at any time in the first half of `weeks`. */
export function drawHistories(n: number, weeks: number, random: Random, draw: DrawOrders): BuyingHistories {
  const ages = Float64Array.from({ length: n }, () => weeks * (1 - random() / 2));
  const orders = Array.from(ages, (T) => draw(T, random));
  return groupHistories(
    Float64Array.from(orders, (times) => times.length),
    Float64Array.from(orders, (times) => times.at(-1) ?? 0),
    ages,
  );
}
