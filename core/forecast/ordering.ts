import type { CustomerForecast, SteadyForecast } from './forecast-orders.js';
import { daysOf } from './months.js';
import type { KnownCustomers } from './order-days.js';
import type { Season } from './season.js';

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
  { known, season }: { readonly known: KnownCustomers; readonly season: Season },
  customers: Pick<CustomerForecast, 'orders' | 'model'>,
  months: number,
): Ordering {
  const { x, tx, T, day } = known;
  const { model } = customers;
  const days = daysOf(months);
  const busy = season.level(day, day + days);
  const [within, withinYear] = [new Float64Array(x.length), new Float64Array(x.length)];
  for (let i = 0; i < x.length; i++) {
    const orders = customers.orders[i]!;
    const steady = model.expected(x[i]!, tx[i]!, T[i]!, days);
    const pace = steady > 0 ? orders / steady : 0;
    const likely = (time: number) => model.orderingWithin(x[i]!, tx[i]!, T[i]!, time);
    // No more often than there are orders to be expected.
    within[i] = Math.min(orders, likely(days * pace));
    // A whole year is neither busy nor quiet.
    withinYear[i] = Math.max(within[i]!, busy > 0 ? likely((daysPerYear * pace) / busy) : 0);
  }
  return { within, withinYear };
}

/** A steady forecast with orders as they are offered for everybody together. */
export const offeredOrders = ({ orders, factor }: SteadyForecast, scale: number): Float64Array =>
  orders.map((count) => count * factor * scale);
