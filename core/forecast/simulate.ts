import type { Random } from '../random.js';
import type { MoneyModel } from './money-model.js';
import type { KnownCustomers } from './order-days.js';
import type { OrderModel } from './order-model.js';

/** What is simulated: the next `factors.length` months. */
export interface Course {
  readonly monthDays: number;
  /** Float64Array (nMonths): what the season makes of each month's money. */
  readonly factors: Float64Array;
}

/** Money that customers bring in each month, drawn many times. */
export interface Draws {
  readonly nDraws: number;
  readonly nGroups: number;
  readonly nMonths: number;
  /** Float64Array (nDraws × nGroups × nMonths) */
  readonly money: Float64Array;
}

/**
 * Draws the future of every customer again and again.
 * @param groups Int32Array (customers.x.length): the group each customer counts in, from 0
 */
export function simulate(
  { x, tx, T, spent }: KnownCustomers,
  orderModel: OrderModel,
  moneyModel: MoneyModel,
  { monthDays, factors }: Course,
  { groups, nGroups, nDraws }: { groups: Int32Array; nGroups: number; nDraws: number },
  random: Random,
): Draws {
  const nMonths = factors.length;
  const money = new Float64Array(nDraws * nGroups * nMonths);
  const counts = new Float64Array(nMonths);
  let ordered = false;
  const onOrder = (time: number) => {
    counts[Math.min(nMonths - 1, Math.floor(time / monthDays))]!++;
    ordered = true;
  };
  for (let i = 0; i < x.length; i++) {
    const orders = x[i]! + 1;
    const drawFuture = orderModel.futuresOf(x[i]!, tx[i]!, T[i]!);
    for (let draw = 0; draw < nDraws; draw++) {
      ordered = false;
      drawFuture(monthDays * nMonths, random, onOrder);
      if (!ordered) continue;
      const worth = moneyModel.draw(orders, spent[i]! / orders, random);
      const row = (draw * nGroups + groups[i]!) * nMonths;
      for (let month = 0; month < nMonths; month++) {
        if (counts[month] === 0) continue;
        money[row + month]! += factors[month]! * worth(counts[month]!);
        counts[month] = 0;
      }
    }
  }
  return { nDraws, nGroups, nMonths, money };
}
