import type { OrderDays } from './order-days.js';

/** Orders of a group that say how uneven its orders are; of fewer, those of the whole shop do. */
const fewestOrders = 20;
const daysPerYear = 365;

/**
 * How uneven the orders of the last year were: the mean of their squares over the square of their mean, 1 where all
 * bring as much.
 * @param members Int32Array (n)
 * @param day last day that counts
 */
export function unevenness(
  { starts, days, values, nCustomers }: OrderDays,
  members: Int32Array,
  day: number,
): number {
  const sums = { count: 0, money: 0, squares: 0 };
  const add = (customer: number) => {
    for (let at = starts[customer]!; at < starts[customer + 1]!; at++) {
      if (days[at]! > day || days[at]! <= day - daysPerYear) continue;
      sums.count++;
      sums.money += values[at]!;
      sums.squares += values[at]! ** 2;
    }
  };
  members.forEach(add);
  if (sums.count < fewestOrders) for (let i = 0; i < nCustomers; i++) add(i);
  return sums.money > 0 ? (sums.squares * sums.count) / sums.money ** 2 : 1;
}
