import type { CustomerForecast, SteadyForecast } from './forecast-orders.js';
import { daysOf } from './months.js';
import type { KnownCustomers } from './order-days.js';

/** How likely customers are to order again. */
export interface Ordering {
  /** Float64Array (n), as the rows of `known`: the probability of an order within the months, 0..1. */
  readonly within: Float64Array;
  /** Float64Array (n): the probability of an order within the next year, 0..1. */
  readonly withinYear: Float64Array;
}

const daysPerYear = 365;

/**
 * How likely each customer is to order in the next months, and in the next year: a probability that time checks, which
 * that of not having left is not.
 * @param customers orders as they are offered: the season and what past errors make of them shorten or lengthen the time
 */
export function orderingOf(
  { known }: { readonly known: KnownCustomers },
  customers: Pick<CustomerForecast, 'orders' | 'model'>,
  months: number,
): Ordering {
  const { x, tx, T } = known;
  const { model } = customers;
  const within = customers.orders.map((orders, i) => {
    const steady = model.expected(x[i]!, tx[i]!, T[i]!, daysOf(months));
    const time = steady > 0 ? (daysOf(months) * orders) / steady : 0;
    // No more often than there are orders to be expected.
    return Math.min(orders, model.orderingWithin(x[i]!, tx[i]!, T[i]!, time));
  });
  const withinYear = within.map((probability, i) =>
    Math.max(probability, model.orderingWithin(x[i]!, tx[i]!, T[i]!, daysPerYear)),
  );
  return { within, withinYear };
}

/** A steady forecast with orders as they are offered for everybody together. */
export const offeredOrders = ({ orders, factor }: SteadyForecast, scale: number): Float64Array =>
  orders.map((count) => count * factor * scale);
