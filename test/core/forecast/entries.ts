import { type OrderDays, orderDays } from '../../../core/forecast/order-days.js';

/** Orders of customers, each a list of days (since 1970-01-01, rising) with their money. */
export function entriesToOrders(
  customers: readonly (readonly (readonly [day: number, money: number])[])[],
): OrderDays {
  const rows = customers.flatMap((orders, i) => orders.map(([day, money]) => [i, day, money] as const));
  const column = (j: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[j]);
  return orderDays(customers.length, { customer: column(0), day: column(1), value: column(2) });
}
